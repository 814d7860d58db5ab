package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of a folder of weights, of its index and of its configuration. */
class BadFolderTest {
  private static final String CONFIG = "config.json";

  @TempDir Path outside;
  private Path folder;

  @BeforeEach
  void writeConfig() throws IOException {
    folder = Files.createDirectory(outside.resolve("model"));
    SafetensorsWriter.text(folder.resolve(CONFIG), "{\"model_type\": \"llama\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.safetensors",
        "/tmp/evil.safetensors",
        "sub/evil.safetensors",
        "..\\\\evil.safetensors",
        "..",
        "",
        "pytorch_model.bin"
      })
  void refusesAnIndexThatNamesMoreThanAFileOfTheFolder(String name) {
    weights(outside.resolve("evil.safetensors"), "a");
    index("{\"a\": \"%s\"}".formatted(name));
    refuses("Cannot use file " + name.replace("\\\\", "\\"), "tensor a", "index.json");
  }

  @Test
  void refusesAnIndexThatNamesALinkOutOfTheFolder() throws IOException {
    Path evil = weights(outside.resolve("evil.safetensors"), "a");
    Files.createSymbolicLink(folder.resolve("model-1.safetensors"), evil);
    index("{\"a\": \"model-1.safetensors\"}");
    refuses("model-1.safetensors", "a link that leaves the folder", "evil.safetensors");
  }

  @Test
  void refusesAnIndexThatNamesAMissingFile() {
    index("{\"a\": \"model-9.safetensors\"}");
    refuses("Cannot find file model-9.safetensors", "index.json");
  }

  @Test
  void refusesAnIndexThatNamesATensorThatItsFileLacks() {
    weights(folder.resolve("model-1.safetensors"), "a");
    weights(folder.resolve("model-2.safetensors"), "b");
    index("{\"a\": \"model-1.safetensors\", \"b\": \"model-1.safetensors\"}");
    refuses("Cannot find tensor b", "file model-1.safetensors, which lacks it");
  }

  @Test
  void refusesATensorInTwoFiles() {
    weights(folder.resolve("model-1.safetensors"), "a");
    new SafetensorsWriter()
        .tensor("a", "U8", 1, List.of(1))
        .tensor("b", "U8", 1, List.of(1))
        .write(folder.resolve("model-2.safetensors"));
    index("{\"a\": \"model-1.safetensors\", \"b\": \"model-2.safetensors\"}");
    refuses("tensor a", "model-1.safetensors", "model-2.safetensors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{\"a\": 7}"})
  void refusesAnIndexWithoutNames(String weightMap) {
    index(weightMap);
    refuses("index.json");
  }

  @Test
  void refusesAMissingConfiguration() throws IOException {
    weights(folder.resolve("model.safetensors"), "a");
    Files.delete(folder.resolve(CONFIG));
    refuses("no config.json lies beside the weights");
  }

  @Test
  void refusesAConfigurationThatIsNoObject() {
    weights(folder.resolve("model.safetensors"), "a");
    SafetensorsWriter.text(folder.resolve(CONFIG), "[1]");
    refuses("config.json", "not an object");
    SafetensorsWriter.text(folder.resolve(CONFIG), "{\"model_type\"");
    refuses("config.json", "not JSON");
    SafetensorsWriter.text(folder.resolve(CONFIG), "");
    refuses("config.json");
  }

  @Test
  void refusesPicklesWithTheWayOut() {
    Path pickle = SafetensorsWriter.text(folder.resolve("pytorch_model.bin"), "PK");
    refuses("pytorch_model.bin", "safetensors or GGUF is needed");
    assertThatThrownBy(() -> Checkpoints.open(pickle.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("safetensors or GGUF is needed");
  }

  @Test
  void refusesAnAdapterWithoutItsBase() {
    weights(folder.resolve("adapter_model.safetensors"), "a");
    refuses("LoRA adapter", "merge it");
  }

  @Test
  void refusesSeveralFilesWithoutAnIndex() {
    weights(folder.resolve("a.safetensors"), "a");
    weights(folder.resolve("b.safetensors"), "b");
    refuses("2 weight files", "a.safetensors", "name one of them");
  }

  @Test
  void refusesAFolderWithoutWeights() {
    refuses("no model.safetensors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "s3a://bucket/model", "", "\0"})
  void refusesALocationWhereNothingLies(String location) {
    assertThatThrownBy(() -> Checkpoints.open(location))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot open")
        .hasMessageContaining(location);
  }

  @Test
  void refusesAFileOfAnotherKind() {
    Path text = SafetensorsWriter.text(folder.resolve("notes.txt"), "hello");
    assertThatThrownBy(() -> Checkpoints.open(text.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("notes.txt")
        .hasMessageContaining("a GGUF file is needed");
  }

  @Test
  void opensALinkThatTheUserNamed() throws IOException {
    Path elsewhere = weights(outside.resolve("elsewhere.safetensors"), "a");
    Path link = folder.resolve("link.safetensors");
    Files.createSymbolicLink(link, elsewhere);
    try (Checkpoint checkpoint = Checkpoints.open(link.toString())) {
      assertThat(SafetensorsTest.read(checkpoint, "a")).containsExactly(0);
    }
  }

  private void index(String weightMap) {
    SafetensorsWriter.text(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": %s}".formatted(weightMap));
  }

  private static Path weights(Path file, String tensor) {
    return new SafetensorsWriter().tensor(tensor, "U8", 1, List.of(1)).write(file);
  }

  private void refuses(String... parts) {
    assertThatThrownBy(() -> Checkpoints.open(folder.toString()).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.getFileName().toString())
        .hasMessageContainingAll(parts);
  }
}
