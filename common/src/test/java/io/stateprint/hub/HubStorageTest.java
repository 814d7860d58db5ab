package io.stateprint.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.Folder;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of the hub that are looked at and not downloaded. */
class HubStorageTest {
  private static final int PIECE = 256 << 10;
  private static final byte[] WEIGHTS = new byte[5 * PIECE + 77];

  static {
    new Random(1).nextBytes(WEIGHTS);
  }

  private final FakeHub hub = new FakeHub();
  @TempDir Path cache;

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @Test
  void readsOnlyThePiecesOfTheWeightsThatAreWanted() throws IOException {
    hub.with("config.json", "{}").with("model.safetensors", WEIGHTS).with("README.md", "x");
    HubStorage storage = look("hf://owner/name", false);
    Folder folder = storage.folder(storage.model());

    assertThat(storage.isFolder(storage.model())).isTrue();
    assertThat(folder.names()).containsExactly("config.json", "model.safetensors");
    assertThat(folder.find("README.md")).isEmpty();
    try (ByteSource config = folder.open("config.json");
        ByteSource weights = folder.open("model.safetensors")) {
      assertThat(config.bytes(0, 2)).isEqualTo("{}".getBytes(UTF_8));
      assertThat(weights.size()).isEqualTo(WEIGHTS.length);
      assertSame(weights, 0, 8);
      assertSame(weights, 8, 1000);
      assertSame(weights, 3 * PIECE - 5, 10);
      assertSame(weights, WEIGHTS.length - 10, 10);
      assertThat(weights.bytesRead()).isEqualTo(3 * PIECE + 77);
    }
    assertThat(ranges()).containsExactly(range(0, 1), range(2, 3), range(3, 4), last());
    assertThat(cached()).containsExactly("config.json");
  }

  @Test
  void refusesModelsThatTheDiskOfTheCacheHasNoRoomFor() {
    hub.with("model.gguf", WEIGHTS).with("other.gguf", WEIGHTS);
    CacheRoom room = new CacheRoom(folder -> OptionalLong.of(2L * WEIGHTS.length - 1));

    look("hf://owner/name:model.gguf", false).take(room);
    look("hf://owner/name:model.gguf", false).take(room);
    HubStorage other = look("hf://owner/name:other.gguf", false);

    assertThatThrownBy(() -> other.take(room))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "Cannot download hf://owner/name\\S*: it needs 0.00 GiB, the models before it 0.00 GiB, and"
                + " 0.00 GiB are free .* make room, or set STATEPRINT_CACHE.*");
  }

  @Test
  void refusesBytesThatTheFileDoesNotHave() {
    hub.with("model.gguf", WEIGHTS);
    HubStorage storage = look("hf://owner/name", false);

    assertThat(storage.isFolder(storage.model())).isFalse();
    try (ByteSource weights = storage.file(storage.model())) {
      assertThatThrownBy(() -> weights.bytes(WEIGHTS.length - 3, 4))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("the file holds " + WEIGHTS.length);
    }
  }

  @Test
  void goesOnAfterABrokenConnectionAndWithAServerThatKnowsNoRanges() {
    hub.with("model.gguf", WEIGHTS)
        .next("model.gguf", FakeHub.cutAfter(2 * PIECE + 5))
        .next("model.gguf", (exchange, all) -> FakeHub.send(exchange, 200, all, all.length));
    HubStorage storage = look("hf://owner/name", false);

    try (ByteSource weights = storage.file(storage.model())) {
      assertSame(weights, 2 * PIECE, 100);
    }
  }

  @Test
  void takesFromTheCacheWhatIsThereAndSaysOfflineWhatIsNot() {
    hub.with("config.json", "{}").with("model.safetensors", WEIGHTS);
    HubStorage online = look("hf://owner/name", false);
    online.folder(online.model()).open("config.json").close();
    Path model = Locations.resolve("hf://owner/name", settings(false), Progress.silent());
    hub.asked().clear();
    HubStorage offline = look("hf://owner/name", true);

    try (ByteSource weights = offline.folder(offline.model()).open("model.safetensors")) {
      assertThat(weights.location()).startsWith(model.toString());
      assertSame(weights, 5, 100);
    }
    assertThat(hub.asked()).isEmpty();
    assertThatThrownBy(() -> look("hf://owner/name@other", true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not in the cache");
  }

  private static void assertSame(ByteSource source, int from, int length) {
    assertThat(source.bytes(from, length))
        .isEqualTo(java.util.Arrays.copyOfRange(WEIGHTS, from, from + length));
  }

  private HubStorage look(String location, boolean offline) {
    return HubStorage.at(location, settings(offline), Progress.silent());
  }

  private HubSettings settings(boolean offline) {
    return hub.settings(cache, Optional.empty(), offline);
  }

  private List<String> ranges() {
    return hub.asked("/model.safetensors").stream()
        .filter(one -> one.host().equals("store"))
        .flatMap(one -> one.range().stream())
        .toList();
  }

  private static String range(int from, int to) {
    return "bytes=%d-%d".formatted(from * PIECE, to * PIECE - 1);
  }

  private static String last() {
    return "bytes=%d-%d".formatted(5 * PIECE, WEIGHTS.length - 1);
  }

  private List<String> cached() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .filter(file -> file.toString().contains(FakeHub.COMMIT + "/"))
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }
}
