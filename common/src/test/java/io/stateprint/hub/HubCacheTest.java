package io.stateprint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cache is good for. */
class HubCacheTest {
  private static final String MODEL = "hf://owner/name";

  private final FakeHub hub = new FakeHub();
  @TempDir Path cache;

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @Test
  void usesTheCacheOffline() {
    hub.with("config.json", "{}").with("model.safetensors", "weights");
    assertThatThrownBy(() -> offline(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("HF_HUB_OFFLINE is set, and its revision is not in the cache");
    Path model = resolve(MODEL);
    hub.asked().clear();
    assertThat(offline(MODEL)).isEqualTo(model);
    assertThatThrownBy(() -> offline(MODEL + "@other"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("HF_HUB_OFFLINE");
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void doesNotTakeACutFileOfTheCacheForAWholeOne() throws IOException {
    hub.with("tiny.gguf", "GGUF");
    Path model = resolve(MODEL);
    Files.writeString(model, "GG");
    assertThatThrownBy(() -> offline(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("some of its files are not in the cache");
    assertThat(resolve(MODEL)).hasContent("GGUF");
  }

  @Test
  void usesTheCacheWhenTheHubIsOutOfReach() {
    hub.with("tiny.gguf", "GGUF");
    Path model = resolve(MODEL);
    hub.close();
    assertThat(resolve(MODEL)).isEqualTo(model);
    assertThatThrownBy(() -> resolve("hf://owner/other"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no answer from 127.0.0.1")
        .hasMessageContaining("after 3 attempts");
  }

  @Test
  void downloadsOnceForTwoThatAskAtOnce() throws Exception {
    hub.with("tiny.gguf", "GGUF");
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Callable<Path> ask = () -> resolve(MODEL);
      for (Future<Path> answer : both.invokeAll(List.of(ask, ask))) {
        assertThat(answer.get()).hasContent("GGUF");
      }
    } finally {
      both.shutdown();
    }
    assertThat(hub.asked("/tiny.gguf")).hasSize(1);
  }

  private Path resolve(String location) {
    return Locations.resolve(
        location, hub.settings(cache, Optional.empty(), false), Progress.silent());
  }

  private Path offline(String location) {
    return Locations.resolve(
        location, hub.settings(cache, Optional.empty(), true), Progress.silent());
  }
}
