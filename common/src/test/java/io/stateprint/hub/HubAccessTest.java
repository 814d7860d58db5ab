package io.stateprint.hub;

import static io.stateprint.hub.FakeHub.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read a repository, and what those are told who may not. */
class HubAccessTest {
  private static final String MODEL = "hf://owner/name";
  private static final String WEIGHTS = "model.safetensors";

  private final FakeHub hub =
      new FakeHub().with("config.json", "{}").with(WEIGHTS, new byte[300_000]);
  @TempDir Path cache;

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @Test
  void sendsTheTokenToTheHubAndToNoOtherHost() {
    Locations.resolve(
        MODEL, hub.settings(cache, Optional.of("hf_secret"), false), Progress.silent());
    assertThat(hub.asked())
        .filteredOn(one -> one.host().equals("front"))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.token()).contains("Bearer hf_secret"));
    assertThat(hub.asked("/" + WEIGHTS))
        .filteredOn(one -> one.host().equals("store"))
        .hasSize(1)
        .allSatisfy(one -> assertThat(one.token()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void tellsHowToReadAGatedModel(int status) {
    hub.next("commit", refuse(status, Map.of("X-Error-Message", "Access is\trestricted")));
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot read hf://owner/name: the repository is gated, private")
        .hasMessageContaining("set HF_TOKEN")
        .hasMessageContaining("\"Access is restricted\"")
        .hasMessageContaining("status " + status);
    assertThat(hub.asked()).hasSize(1);
  }

  @Test
  void saysThatTheTokenIsNotEnough() {
    hub.next("commit", refuse(403, Map.of()));
    HubSettings settings = hub.settings(cache, Optional.of("hf_secret"), false);
    assertThatThrownBy(() -> Locations.resolve(MODEL, settings, Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("with the account of the token in HF_TOKEN")
        .hasMessageNotContaining("hf_secret");
  }

  @Test
  void saysThatThereIsNoSuchRepository() {
    assertThatThrownBy(() -> resolve("hf://owner/other"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot read hf://owner/other: the hub knows no such repository")
        .hasMessageContaining("EntryNotFound")
        .hasMessageContaining("status 404");
  }

  private Path resolve(String location) {
    return Locations.resolve(
        location, hub.settings(cache, Optional.empty(), false), Progress.silent());
  }
}
