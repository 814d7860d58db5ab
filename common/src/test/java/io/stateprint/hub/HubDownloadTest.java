package io.stateprint.hub;

import static io.stateprint.hub.FakeHub.cutAfter;
import static io.stateprint.hub.FakeHub.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubDownloadTest {
  private static final String MODEL = "hf://owner/name";
  private static final String WEIGHTS = "model.safetensors";
  private static final byte[] LARGE = new byte[300_000];

  private final FakeHub hub = new FakeHub();
  @TempDir Path cache;

  @BeforeEach
  void fillTheHub() {
    new Random(7).nextBytes(LARGE);
    hub.with("config.json", "{\"model_type\": \"llama\"}")
        .with("tokenizer.json", "{}")
        .with(".gitattributes", "*.safetensors filter=lfs")
        .with(WEIGHTS, LARGE);
  }

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @Test
  void downloadsTheModelCheckedUnderItsCommit() {
    Map<String, Long> progress = new ConcurrentHashMap<>();
    Path model =
        Locations.resolve(MODEL, settings(), (file, done, total) -> progress.put(file, done));
    assertThat(model).isEqualTo(cache.resolve("hub/owner--name").resolve(FakeHub.COMMIT));
    assertThat(model.resolve(WEIGHTS)).hasBinaryContent(LARGE);
    assertThat(names(model)).containsExactly("config.json", WEIGHTS, "tokenizer.json");
    assertThat(progress).containsEntry(WEIGHTS, 300_000L).containsEntry("tokenizer.json", 2L);
  }

  @Test
  void asksForTheCommitOnlyOnceAllIsThere() {
    resolve(MODEL);
    hub.asked().clear();
    resolve(MODEL);
    assertThat(hub.asked()).hasSize(1);
    hub.asked().clear();
    resolve(MODEL + "@" + FakeHub.COMMIT);
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void goesOnWhereTheConnectionBroke() {
    hub.next(WEIGHTS, cutAfter(100_000));
    assertThat(resolve(MODEL).resolve(WEIGHTS)).hasBinaryContent(LARGE);
    List<FakeHub.Asked> asked = stored(WEIGHTS);
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).range()).isEmpty();
    assertThat(from(asked.get(1))).isBetween(1L, 100_000L);
  }

  @Test
  void goesOnWhereAnEarlierRunStopped() throws IOException {
    Path part = partOf(WEIGHTS);
    Files.write(part, Arrays.copyOf(LARGE, 1234));
    assertThat(resolve(MODEL).resolve(WEIGHTS)).hasBinaryContent(LARGE);
    assertThat(from(stored(WEIGHTS).get(0))).isEqualTo(1234);
    assertThat(part).doesNotExist();
  }

  @Test
  void beginsAnewWhenTheServerIgnoresTheRange() throws IOException {
    Files.write(partOf(WEIGHTS), Arrays.copyOf(LARGE, 1234));
    hub.next(WEIGHTS, (exchange, content) -> FakeHub.send(exchange, 200, content, content.length));
    assertThat(resolve(MODEL).resolve(WEIGHTS)).hasBinaryContent(LARGE);
    assertThat(stored(WEIGHTS)).hasSize(1);
  }

  @Test
  void beginsAnewWhenTheServerRefusesTheRange() throws IOException {
    Files.write(partOf(WEIGHTS), Arrays.copyOf(LARGE, 1234));
    hub.next(WEIGHTS, refuse(416, Map.of()));
    assertThat(resolve(MODEL).resolve(WEIGHTS)).hasBinaryContent(LARGE);
    assertThat(stored(WEIGHTS).get(1).range()).isEmpty();
  }

  @Test
  void beginsAnewWhenTheServerSendsAnotherRange() throws IOException {
    Files.write(partOf(WEIGHTS), Arrays.copyOf(LARGE, 1234));
    hub.next(
        WEIGHTS,
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 0-299999/300000");
          FakeHub.send(exchange, 206, content, content.length);
        });
    assertThat(resolve(MODEL).resolve(WEIGHTS)).hasBinaryContent(LARGE);
  }

  @Test
  void beginsAnewWhenThePartIsLongerThanTheFile() throws IOException {
    Files.write(partOf(WEIGHTS), new byte[LARGE.length + 1]);
    assertThat(resolve(MODEL).resolve(WEIGHTS)).hasBinaryContent(LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {WEIGHTS, "config.json"})
  void deletesAFileWithAWrongChecksum(String name) {
    hub.next(
        name,
        (exchange, content) -> {
          byte[] wrong = content.clone();
          wrong[wrong.length / 2] ^= 1;
          FakeHub.send(exchange, 200, wrong, wrong.length);
        });
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot use " + name + " of hf://owner/name")
        .hasMessageMatching("(?s).*expected [0-9a-f]{40,64}, got [0-9a-f]{40,64}.*");
    assertThat(snapshot().resolve(name)).doesNotExist();
    assertThat(snapshot().resolve(name + ".part")).doesNotExist();
    assertThat(resolve(MODEL).resolve(WEIGHTS)).hasBinaryContent(LARGE);
  }

  @Test
  void refusesAFileThatIsNotAsLongAsListed() {
    hub.next("config.json", (exchange, content) -> FakeHub.send(exchange, 200, new byte[99], 99));
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the hub lists 23 bytes, and its file has 99");
  }

  @Test
  void stopsReadingWhatIsLongerThanListed() {
    hub.next(
        "config.json",
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[99]);
        });
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("23 bytes");
  }

  @Test
  void asksAgainWhenTheHubIsBusy() {
    hub.next("commit", refuse(429, Map.of("Retry-After", "0")))
        .next("tree", refuse(500, Map.of()))
        .next("tree", refuse(502, Map.of("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")))
        .next(WEIGHTS, refuse(503, Map.of("Retry-After", "soon")))
        .next(WEIGHTS, cutAfter(0));
    assertThat(resolve(MODEL).resolve(WEIGHTS)).hasBinaryContent(LARGE);
    assertThat(stored(WEIGHTS)).hasSize(3);
  }

  @Test
  void givesUpAfterSomeFailuresInARow() {
    for (int i = 0; i < 3; i++) {
      hub.next("tree", refuse(503, Map.of()));
    }
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("status 503 from 127.0.0.1 after 3 attempts")
        .hasMessageContaining("run the same again later");
    assertThat(resolve(MODEL).resolve(WEIGHTS)).hasBinaryContent(LARGE);
  }

  @Test
  void doesNotCountFailuresBetweenWhichMoreArrived() {
    for (int bytes = 50_000; bytes < LARGE.length; bytes += 50_000) {
      int end = bytes;
      hub.next(
          WEIGHTS,
          (exchange, content) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-299999/300000");
            byte[] some = Arrays.copyOfRange(content, from, end);
            FakeHub.send(exchange, range == null ? 200 : 206, some, content.length - from);
          });
    }
    assertThat(resolve(MODEL).resolve(WEIGHTS)).hasBinaryContent(LARGE);
    assertThat(stored(WEIGHTS)).hasSize(6);
  }

  @Test
  void doesNotWaitLongerThanItMay() {
    hub.next("commit", refuse(429, Map.of("Retry-After", "86400")));
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the hub asks to wait 86400 s");
  }

  @Test
  void goesOnAfterASilentServer() {
    CountDownLatch end = new CountDownLatch(1);
    hub.next(
        WEIGHTS,
        (exchange, content) -> {
          FakeHub.send(exchange, 200, Arrays.copyOf(content, 1000), content.length);
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Retry impatient = new Retry(9, Duration.ZERO, Duration.ofSeconds(5), Duration.ofMillis(400));
    HubSettings some = settings();
    HubSettings settings =
        new HubSettings(
            cache, some.endpoint(), some.token(), some.offline(), some.pip(), impatient);
    Path model = Locations.resolve(MODEL, settings, Progress.silent());
    end.countDown();
    assertThat(model.resolve(WEIGHTS)).hasBinaryContent(LARGE);
  }

  private List<FakeHub.Asked> stored(String name) {
    return hub.asked("/" + name).stream().filter(one -> one.host().equals("store")).toList();
  }

  private static long from(FakeHub.Asked asked) {
    return Long.parseLong(asked.range().orElseThrow().replaceAll("\\D", ""));
  }

  private Path partOf(String name) throws IOException {
    return Files.createDirectories(snapshot()).resolve(name + ".part");
  }

  private Path snapshot() {
    return cache.resolve("hub/owner--name").resolve(FakeHub.COMMIT);
  }

  private Path resolve(String location) {
    return Locations.resolve(location, settings(), Progress.silent());
  }

  private HubSettings settings() {
    return hub.settings(cache, Optional.empty(), false);
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
