package io.stateprint.hub;

import static io.stateprint.hub.FakeHub.refuse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are the model, and names that are meant to do harm. */
class HubModelTest {
  private static final String MODEL = "hf://owner/name";

  private final FakeHub hub = new FakeHub();
  @TempDir Path cache;

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @Test
  void takesWhatMakesTheModelAndNothingElse() {
    List<String> wanted =
        List.of(
            "chat_template.jinja",
            "config.json",
            "generation_config.json",
            "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors",
            "model.safetensors.index.json",
            "special_tokens_map.json",
            "tokenizer.json",
            "tokenizer_config.json");
    wanted.forEach(name -> hub.with(name, name));
    Stream.of(
            "README.md",
            "pytorch_model.bin",
            "consolidated.safetensors",
            "model.fp16.safetensors",
            "original/model.safetensors",
            "original/params.json",
            "onnx/model.onnx",
            "model-Q4.gguf")
        .forEach(name -> hub.with(name, name));
    assertThat(names(resolve(MODEL))).isEqualTo(wanted);
  }

  @Test
  void takesTheWeightsThatThereAre() {
    hub.with("config.json", "{}").with("consolidated.safetensors", "x");
    assertThat(names(resolve(MODEL))).containsExactly("config.json", "consolidated.safetensors");
  }

  @Test
  void readsAListOfManyPages() {
    for (int i = 1; i <= 7; i++) {
      hub.with("model-0000%d-of-00007.safetensors".formatted(i), "shard " + i);
    }
    hub.with("config.json", "{}").pagesOf(3);
    assertThat(names(resolve(MODEL))).hasSize(8);
    assertThat(hub.asked()).filteredOn(one -> one.path().contains("/tree/")).hasSize(3);
  }

  @Test
  void takesTheOneGgufFile() {
    hub.with("README.md", "text").with("tiny-Q4.gguf", "GGUF");
    assertThat(resolve(MODEL)).hasContent("GGUF").hasFileName("tiny-Q4.gguf");
  }

  @Test
  void takesTheGgufFileThatIsNamed() {
    hub.with("q/tiny-Q4.gguf", "four").with("q/tiny-Q8.gguf", "eight").with("config.json", "{}");
    Path model = resolve(MODEL + ":q/tiny-Q8.gguf");
    assertThat(model).hasContent("eight").endsWith(Path.of("q/tiny-Q8.gguf"));
    assertThat(names(model.resolveSibling(""))).containsExactly("tiny-Q8.gguf");
  }

  @Test
  void asksWhichOfSeveralGgufFiles() {
    hub.with("tiny-Q4.gguf", "four").with("tiny-Q8.gguf", "eight");
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("hf://owner/name:tiny-Q4.gguf")
        .hasMessageContaining("(tiny-Q4.gguf, tiny-Q8.gguf)");
    assertThatThrownBy(() -> resolve(MODEL + ":tiny-Q5.gguf"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file, tiny-Q5.gguf; it holds tiny-Q4.gguf, tiny-Q8.gguf");
  }

  @Test
  void bringsAllPartsOfAGgufModel() {
    hub.with("big-00001-of-00002.gguf", "one").with("big-00002-of-00002.gguf", "two");
    for (String location : List.of(MODEL, MODEL + ":big-00001-of-00002.gguf")) {
      Path first = resolve(location);
      assertThat(first).hasFileName("big-00001-of-00002.gguf").hasContent("one");
      assertThat(first.resolveSibling("big-00002-of-00002.gguf")).hasContent("two");
    }
  }

  @Test
  void refusesAGgufModelThatLacksAPart() {
    hub.with("big-00001-of-00003.gguf", "one").with("big-00002-of-00003.gguf", "two");
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file, big-00003-of-00003.gguf; it holds big-00001-of");
  }

  @Test
  void refusesAPartOfAGgufModel() {
    hub.with("big-00001-of-00002.gguf", "one").with("big-00002-of-00002.gguf", "two");
    assertThatThrownBy(() -> resolve(MODEL + ":big-00002-of-00002.gguf"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is part 00002 of 00002; all parts are needed");
    assertThat(hub.asked("big-00001-of-00002.gguf")).isEmpty();
  }

  @Test
  void writesNothingWhenAllIsThere() throws IOException {
    hub.with("tiny.gguf", "GGUF");
    Path model = resolve(MODEL);
    Path revisions = model.resolveSibling("../revisions").normalize();
    FileTime before = FileTime.fromMillis(1000);
    for (Path file : List.of(revisions.resolve("at-main"), revisions)) {
      Files.setLastModifiedTime(file, before);
    }
    assertThat(resolve(MODEL)).isEqualTo(model);
    assertThat(Files.getLastModifiedTime(revisions)).isEqualTo(before);
  }

  @Test
  void refusesARepositoryOfPickles() {
    hub.with("config.json", "{}").with("pytorch_model.bin", "pickle");
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("only pickles, which are not read");
  }

  @Test
  void refusesWeightsWithoutAConfiguration() {
    hub.with("adapter_model.safetensors", "x");
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no config.json, so it is no whole model");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.gguf",
        "/etc/evil.gguf",
        "a/../../evil.gguf",
        "a//evil.gguf",
        "./evil.gguf"
      })
  void refusesAFileNameThatLeavesTheFolder(String name) {
    hub.with("tiny.gguf", "GGUF").listing("tiny.gguf", name);
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("\"" + name + "\"")
        .hasMessageContaining("does not stay in the model's folder");
    assertThat(hub.asked("evil.gguf")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>sign in</html>", "{\"sha\": \"../../up\"}", "[]", ""})
  void refusesAnAnswerThatIsNotTheHubs(String answer) {
    byte[] bytes = answer.getBytes(UTF_8);
    hub.next("commit", (exchange, content) -> FakeHub.send(exchange, 200, bytes, bytes.length));
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot understand the hub's answer on hf://owner/name")
        .hasMessageContaining("is HF_ENDPOINT right?");
  }

  @Test
  void refusesAListingWithoutChecksums() {
    byte[] bytes =
        "[{\"type\": \"file\", \"path\": \"x.gguf\", \"size\": 4, \"oid\": \"abc\"}]"
            .getBytes(UTF_8);
    hub.next("tree", (exchange, content) -> FakeHub.send(exchange, 200, bytes, bytes.length));
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("x.gguf")
        .hasMessageContaining("not a GIT_BLOB: abc");
  }

  @Test
  void refusesAFileThatNoDiskHolds() {
    byte[] bytes =
        ("[{\"type\": \"file\", \"path\": \"x.gguf\", \"size\": 4611686018427387904, \"oid\": \""
                + "a".repeat(40)
                + "\"}]")
            .getBytes(UTF_8);
    hub.next("tree", (exchange, content) -> FakeHub.send(exchange, 200, bytes, bytes.length));
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it needs 4294967296.00 GiB")
        .hasMessageContaining("STATEPRINT_CACHE");
  }

  @Test
  void keepsThePartWhenTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    hub.with("tiny.gguf", "GGUF");
    Path part = cache.resolve("hub/owner--name").resolve(FakeHub.COMMIT).resolve("tiny.gguf.part");
    Files.createDirectories(part.getParent());
    Files.createSymbolicLink(part, full);
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot write tiny.gguf: No space left on device")
        .hasMessageContaining("0 of 4 bytes are kept (" + part);
    assertThat(Files.isSymbolicLink(part)).isTrue();
    Files.delete(part);
  }

  @Test
  void followsTheHubToARenamedRepositoryAndNotInCircles() {
    hub.with("tiny.gguf", "GGUF");
    String api = "/api/models/owner/name/revision/main";
    hub.next("commit", refuse(307, Map.of("Location", api + "?moved=1")));
    assertThat(resolve(MODEL)).hasContent("GGUF");
    for (int i = 0; i <= 10; i++) {
      hub.next("commit", refuse(307, Map.of("Location", api)));
    }
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than 10 redirects");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://host/x", "http://", ""})
  void followsNoRedirectThatIsNoWebAddress(String target) {
    hub.next("commit", refuse(302, Map.of("Location", target)));
    assertThatThrownBy(() -> resolve(MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("which is no safe address");
  }

  @Test
  void asksForTheRevisionByItsWholeName() {
    hub.with("tiny.gguf", "GGUF");
    resolve(MODEL + "@refs/pr/1");
    assertThat(hub.asked().get(0).path())
        .isEqualTo("/api/models/owner/name/revision/refs%2Fpr%2F1");
  }

  private Path resolve(String location) {
    return Locations.resolve(
        location, hub.settings(cache, Optional.empty(), false), Progress.silent());
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
