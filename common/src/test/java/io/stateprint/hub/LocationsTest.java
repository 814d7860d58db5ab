package io.stateprint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {
  @TempDir Path folder;

  @Test
  void takesAFolderAndAWeightFileAsTheyAre() throws IOException {
    Path gguf = Files.createFile(folder.resolve("tiny.gguf"));
    Path safetensors = Files.createFile(folder.resolve("tiny.safetensors"));
    assertThat(resolve(folder.toString())).isEqualTo(folder);
    assertThat(resolve(folder.toUri().toString())).isEqualTo(folder);
    assertThat(resolve(gguf.toString())).isEqualTo(gguf);
    assertThat(resolve(" " + safetensors + " ")).isEqualTo(safetensors);
  }

  @Test
  void refusesAFileOfAnotherKind() throws IOException {
    Path pickle = Files.createFile(folder.resolve("pytorch_model.bin"));
    assertThatThrownBy(() -> resolve(pickle.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a file of this kind is not read")
        .hasMessageContaining(pickle.toString());
  }

  @Test
  void namesWhatLiesNearAMissingFolder() throws IOException {
    Files.createDirectory(folder.resolve("SmolLM2-135M"));
    Files.createDirectory(folder.resolve("unlike"));
    assertThatThrownBy(() -> resolve(folder.resolve("smolm2-135m/x").toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("near it: " + folder.resolve("SmolLM2-135M") + " (")
        .hasMessageContaining("hf://OWNER/NAME")
        .hasMessageContaining(SampleModel.GEMMA3_270M.location());
  }

  @Test
  void asksWhetherTheHubWasMeant() {
    assertThatThrownBy(() -> resolve("HuggingFaceTB/SmolLM2-135M"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("for the model on the hub write hf://HuggingFaceTB/SmolLM2-135M");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "sample:llama",
        "https://host/owner/name",
        "s3a://bucket/model",
        "hf://owner",
        "hf://owner/name/file",
        "hf://owner/..",
        "hf://../name",
        "hf://a--b/name",
        "hf://owner/name@",
        "hf://owner/name:model.safetensors",
        "hf://owner/name:../up.gguf",
        "hf://owner/name:/up.gguf",
        "nul\0"
      })
  void refusesWhatNamesNoModel(String location) {
    assertThatThrownBy(() -> resolve(location))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot ");
  }

  @Test
  void readsTheFormsOfAnAddress() {
    assertThat(HubAddress.of("hf://owner/name").toString()).isEqualTo("hf://owner/name");
    HubAddress whole = HubAddress.of("hf://o.w/n_a-m.e@refs/pr/1:sub/x-Q4.gguf");
    assertThat(whole.repository()).isEqualTo("o.w/n_a-m.e");
    assertThat(whole.revision()).isEqualTo("refs/pr/1");
    assertThat(whole.file()).contains("sub/x-Q4.gguf");
    assertThat(HubAddress.of("hf://owner/name:x.gguf").revision()).isEqualTo("main");
  }

  private Path resolve(String location) {
    return Locations.resolve(
        location, HubSettings.usual(folder.resolve("cache")), Progress.silent());
  }
}
