package io.stateprint.jobs.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.storage.ByteSource;
import io.stateprint.storage.Folder;
import io.stateprint.storage.InputException;
import io.stateprint.storage.PieceReads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints on an S3 server: the same bytes, each once, whatever happens on the way. */
class RemoteStorageTest extends RemoteCase {
  private static final Path MODELS = Path.of("../data-samples/models");

  @ParameterizedTest
  @ValueSource(strings = {"tiny-llama", "tiny-llama-wide"})
  void aCheckpointInABucketIsTheOneOnTheDisk(String model) throws IOException {
    Path local = MODELS.resolve(model);
    server.putFolder(bucket, "models/" + model, local);

    try (Checkpoint here = Checkpoints.open(local.toString());
        Checkpoint there = open("models/" + model)) {
      assertSame(here, there);
      for (String name : List.of("tokenizer.json", "tokenizer_config.json", "none.json")) {
        assertThat(there.sidecar(name).map(String::new))
            .isEqualTo(here.sidecar(name).map(String::new));
      }
      assertThat(there.isFar()).isTrue();
      assertThat(there.version()).isNotEmpty();
    }
  }

  @Test
  void oneFileIsNamedByItsAddress() throws IOException {
    Path file = ggufs().get(0);
    server.put(bucket, "deep/er/" + file.getFileName(), Files.readAllBytes(file));

    for (String location : List.of("deep/er/" + file.getFileName(), "deep/er")) {
      try (Checkpoint here = Checkpoints.open(file.toString());
          Checkpoint there = open(location)) {
        assertSame(here, there);
      }
    }
  }

  @Test
  void aBucketMayBeTheFolderItself() throws IOException {
    for (String name : List.of("config.json", "model.safetensors")) {
      server.put(bucket, name, Files.readAllBytes(MODELS.resolve("tiny-llama").resolve(name)));
    }

    for (String location : List.of("s3a://" + bucket, "s3a://" + bucket + "/")) {
      try (Checkpoint there = PlannedCheckpoint.open(location, hadoop())) {
        assertThat(there.tensors()).isNotEmpty();
      }
    }
  }

  @Test
  void everyByteOfTheWeightsIsFetchedOnce() {
    byte[] content = random(3 * PieceReads.PIECE + 12_345);
    server.put(bucket, "big", content);
    try (ByteSource source = new RemoteStorage(hadoop()).file(address("big"))) {
      proxy.forget();
      ByteBuffer direct = ByteBuffer.allocateDirect(content.length - 700);
      source.read(700, direct);

      assertThat(direct.hasRemaining()).isFalse();
      assertThat(array(direct)).isEqualTo(slice(content, 700, content.length));
      assertThat(source.bytesRead()).isEqualTo(content.length - 700);
      assertThat(proxy.bytes()).isEqualTo(content.length - 700);
      assertThat(proxy.asked())
          .hasSize(7)
          .allMatch(one -> one.method().equals("GET") && !one.range().isEmpty())
          .allMatch(one -> !one.condition().isEmpty());

      proxy.forget();
      assertThat(source.bytes(5, 100)).isEqualTo(slice(content, 5, 105));
      assertThat(proxy.bytes()).isEqualTo(100);
    }
  }

  @Test
  void aFolderOfMoreThanAThousandFilesIsListedWhole() {
    byte[] small = "x".getBytes(StandardCharsets.UTF_8);
    Stream.iterate(0, i -> i + 1)
        .limit(1_105)
        .parallel()
        .forEach(i -> server.put(bucket, "many/file-%04d".formatted(i), small));
    server.put(bucket, "many/below/other", small);

    Configuration paged = hadoop();
    paged.setInt("fs.s3a.paging.maximum", 1000);
    Folder folder = new RemoteStorage(paged).folder(address("many"));

    assertThat(folder.names()).hasSize(1_105).contains("file-0000", "file-1104").isSorted();
    assertThat(proxy.asked().stream().filter(FaultyProxy.Asked::isListing)).hasSize(2);
    try (ByteSource last = folder.open("file-1104")) {
      assertThat(last.bytes(0, 1)).isEqualTo(small);
    }
  }

  @Test
  void answersThatBreakOffResetsAndBusyServersAreOutlived() {
    byte[] content = random(2 * PieceReads.PIECE);
    server.put(bucket, "big", content);
    try (ByteSource source = new RemoteStorage(hadoop()).file(address("big"))) {
      proxy.forget();
      proxy
          .spoil(one -> one.method().equals("GET"), 2, FaultyProxy.cut())
          .spoil(
              one -> one.method().equals("GET"),
              3,
              FaultyProxy.error(503, "SlowDown", "Please reduce your request rate."))
          .spoil(one -> one.method().equals("GET"), 2, FaultyProxy.reset())
          .spoil(
              one -> one.method().equals("GET"), 1, FaultyProxy.error(500, "InternalError", "x"));
      ByteBuffer direct = ByteBuffer.allocateDirect(content.length);
      source.read(0, direct);

      assertThat(array(direct)).isEqualTo(content);
      assertThat(source.bytesRead()).isEqualTo(content.length);
      assertThat(proxy.asked()).hasSizeGreaterThanOrEqualTo(2 + 8);
    }
  }

  @Test
  void aServerThatStaysBusyIsNamed() {
    server.put(bucket, "big", random(1000));
    try (ByteSource source = new RemoteStorage(hadoop()).file(address("big"))) {
      proxy.spoil(one -> true, Integer.MAX_VALUE, FaultyProxy.error(503, "SlowDown", "slow"));

      assertThatThrownBy(() -> source.bytes(0, 10))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(
              "Cannot read " + address("big") + ": the server is too busy (503)")
          .hasMessageContaining("same run id");
    }
  }

  @Test
  void aFileThatChangesWhileItIsOpenIsNamed() {
    server.put(bucket, "weights", random(1000));
    try (ByteSource source = new RemoteStorage(hadoop()).file(address("weights"))) {
      source.bytes(0, 10);
      server.put(bucket, "weights", random(1001));

      assertThatThrownBy(() -> source.bytes(10, 10))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("Cannot read " + address("weights") + ": it changed while it was")
          .hasMessageContaining("another sweep.run-id");
    }
  }

  @Test
  void aFileThatVanishesWhileItIsOpenIsNamed() {
    server.put(bucket, "weights", random(1000));
    try (ByteSource source = new RemoteStorage(hadoop()).file(address("weights"))) {
      server.delete(bucket, "weights");

      assertThatThrownBy(() -> source.bytes(10, 10))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(address("weights") + ": nothing lies there, or it was taken away");
    }
  }

  @Test
  void weightsThatChangeBetweenTheirHeaderAndTheirBytesAreNamed() throws IOException {
    server.putFolder(bucket, "m", MODELS.resolve("tiny-llama"));
    try (Checkpoint there = open("m")) {
      byte[] other = Files.readAllBytes(MODELS.resolve("tiny-llama/model.safetensors"));
      other[other.length - 1] ^= 1;
      server.put(bucket, "m/model.safetensors", other);
      Tensor tensor = there.tensors().values().iterator().next();

      assertThatThrownBy(() -> there.read(tensor, ByteBuffer.allocateDirect((int) tensor.bytes())))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("changed");
    }
  }

  @Test
  void anExecutorOpensThePlannedCheckpointOrNone() throws IOException {
    server.putFolder(bucket, "m", MODELS.resolve("tiny-llama"));
    PlannedCheckpoint planned;
    try (Checkpoint there = open("m")) {
      planned = PlannedCheckpoint.of(address("m"), there);
    }
    planned.open(hadoop()).close();
    byte[] other = Files.readAllBytes(MODELS.resolve("tiny-llama/model.safetensors"));
    other[other.length - 1] ^= 1;
    server.put(bucket, "m/model.safetensors", other);

    assertThatThrownBy(() -> planned.open(hadoop()))
        .hasMessageStartingWith("Cannot go on with " + address("m") + ": its files changed")
        .hasMessageContaining("another sweep.run-id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../up", "a/b", "", "..", "a\\b"})
  void aNameThatLeavesTheFolderIsRefused(String name) {
    Folder folder = new RemoteStorage(hadoop()).folder(address("m"));

    assertThatThrownBy(() -> folder.find(name))
        .hasMessageContaining("not the plain name of a file in the folder");
    assertThat(proxy.asked()).isEmpty();
  }

  @Test
  void nothingThereIsNamedWithItsAddress() {
    assertThatThrownBy(() -> open("no/model"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot open " + address("no/model") + ": nothing lies there");
  }

  private Checkpoint open(String key) {
    return PlannedCheckpoint.open(address(key), hadoop());
  }

  private static List<Path> ggufs() throws IOException {
    try (Stream<Path> files = Files.walk(MODELS)) {
      return files
          .filter(file -> file.toString().endsWith(".gguf") && !file.toString().contains("-of-"))
          .sorted()
          .toList();
    }
  }

  private static void assertSame(Checkpoint here, Checkpoint there) {
    assertThat(there.tensors()).isEqualTo(here.tensors());
    assertThat(there.config().canonical()).isEqualTo(here.config().canonical());
    assertThat(there.fingerprint()).isEqualTo(here.fingerprint());
    here.tensors().values().forEach(t -> assertThat(whole(there, t)).isEqualTo(whole(here, t)));
    assertThat(there.bytesRead()).isEqualTo(here.bytesRead());
  }

  private static byte[] whole(Checkpoint checkpoint, Tensor tensor) {
    ByteBuffer direct = ByteBuffer.allocateDirect((int) tensor.bytes());
    checkpoint.read(tensor, direct);
    return array(direct);
  }

  private static byte[] array(ByteBuffer direct) {
    byte[] bytes = new byte[direct.capacity()];
    direct.rewind().get(bytes);
    return bytes;
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
