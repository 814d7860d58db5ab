package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as their users see them: what is printed where, and with which exit code. */
class MainTest extends CommandCase {
  @Test
  void sweepPrintsThePageAndNothingElse() throws IOException {
    Ran ran = run(sweep("one"));

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("m: llama, 4 layers, width 48; weights F32, computed in float32")
        .contains("State before the answer", "State over the question", "ungraded")
        .contains("Tables: file:" + folder.resolve("store") + " (run_id=one)")
        .doesNotContain("RANDOM WEIGHTS", "NaN");
    assertThat(tables())
        .containsExactly(
            "directions", "portraits", "profiles", "runs", "states", "tokens", "trajectories");
  }

  /** As bash asks for it: the words of the line so far, and which one is being typed. */
  @Test
  void aShellCompletesCommandsAndOptions() throws IOException, InterruptedException {
    Ran ran = run("completion");
    assertThat(ran.code()).isZero();
    Path script = Files.writeString(folder.resolve("completion"), ran.out());

    assertThat(completed(script, "stateprint", "sy")).containsExactly("system-prompt");
    assertThat(completed(script, "stateprint", "sweep", "--conf", "a.conf", "--js"))
        .containsExactly("--json");
  }

  private static List<String> completed(Path script, String... words)
      throws IOException, InterruptedException {
    String line = String.join(" ", words);
    String asked =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=%d; _complete_stateprint; echo ${COMPREPLY[@]}"
            .formatted(script, line, words.length - 1, line, line.length());
    Process bash = new ProcessBuilder("bash", "-c", asked).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).isZero();
    return List.of(out.strip().split(" "));
  }

  @Test
  void sampleThenProfileIsSweep() throws IOException {
    JsonNode swept = json(run(sweep("swept", "--json")));
    Ran sampled = run(with("sample", "apart", "--json"));
    JsonNode profiled = json(run(with("profile", "apart", "--json")));

    assertThat(json(sampled).at("/models/0/states").asLong()).isEqualTo((10 + 160) * 2 * 2);
    assertThat(json(sampled).at("/models/0/bytes_read"))
        .isEqualTo(json(sampled).at("/models/0/bytes_planned"));
    assertThat(swept.at("/models/0/portraits").size()).isEqualTo(2);
    assertThat(profiled.at("/models/0/portraits")).isEqualTo(swept.at("/models/0/portraits"));
  }

  @Test
  void planPromisesWhatSampleReadsAndWritesNothing() throws IOException {
    JsonNode plan = json(run(with("plan", "p", "--json")));
    assertThat(Files.exists(folder.resolve("store"))).isFalse();
    JsonNode sample = json(run(with("sample", "p", "--json")));

    assertThat(plan.at("/models/0/bytes")).isEqualTo(sample.at("/models/0/bytes_read"));
    assertThat(plan.at("/models/0/states")).isEqualTo(sample.at("/models/0/states"));
    assertThat(plan.at("/models/0/tokens")).isEqualTo(sample.at("/models/0/tokens"));
  }

  @Test
  void aRunIdIsKeptForItsConfigurationAndResumesUnderTheSame() throws IOException {
    run(sweep("kept"));
    List<String> files = files();

    Ran other = run(sweep("kept", "--set", "sweep.seed=2"));
    Ran profile = run(with("profile", "kept", "--set", "sweep.seed=2"));
    assertThat(files()).isEqualTo(files);
    Ran again = run(with("sample", "kept"));

    for (Ran refused : List.of(other, profile)) {
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .startsWith("Cannot use the run id kept: it is in the store with another configuration")
          .contains("sweep.seed was 1 and is 2", "choose another sweep.run-id");
    }
    assertThat(again.code()).isZero();
    assertThat(files()).isEqualTo(files);
  }

  @Test
  void everyConditionIsSampledUnderItsInstruction() throws IOException {
    JsonNode sample = json(run(with("sample", "c", "--json", "--set", "sweep.conditions=all")));

    assertThat(sample.at("/models/0/texts").asInt()).isEqualTo(10 * 9 + 160);
  }

  @Test
  void inspectSaysWhatAModelIs() throws IOException {
    JsonNode facts = json(run("inspect", TINY, "--json"));

    assertThat(facts.path("architecture").asText()).isEqualTo("llama");
    assertThat(facts.path("layers").asInt()).isEqualTo(4);
    assertThat(facts.path("supported").asText()).isEqualTo("yes");
    assertThat(run("inspect", TINY).out()).contains("chat_template");
  }

  @Test
  void inspectSaysWhyAModelIsNotSupported() throws IOException {
    Path strange = Files.createDirectory(folder.resolve("strange"));
    Files.copy(HOME.resolve(TINY + "/model.safetensors"), strange.resolve("model.safetensors"));
    Files.writeString(strange.resolve("config.json"), "{\"model_type\": \"mamba\"}");

    Ran ran = run("inspect", strange.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("no: ", "mamba", "llama, qwen2, qwen3, mistral");
  }

  @Test
  void aStoreThatCannotBeWrittenIsNamedBeforeAnyWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");

    Ran ran = run(sweep("x", "--set", "sweep.store=\"" + file.resolve("store") + "\""));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("Cannot write to the store " + file.resolve("store"));
  }

  @Test
  void aBadPromptLineIsNamedBeforeAnyModelIsOpened() throws IOException {
    Path prompts =
        Files.writeString(
            folder.resolve("own.jsonl"), "{\"id\": \"a\", \"text\": \"x\"}\n{\"id\"\n");

    Ran ran =
        run(
            "sample",
            "--set",
            "sweep.models=[{id = m, checkpoint = no-such-model}]",
            "--set",
            "sweep.prompts=\"" + prompts + "\"");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("own.jsonl: line 2 is not JSON").doesNotContain("no-such-model");
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    Ran ran = run("inspect", "no/such/model");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("Cannot").contains("no/such/model");
  }

  @Test
  void everyProblemOfTheConfigurationIsListed() {
    Ran ran = run("sweep", "--set", "sweep.sed=1", "--set", "sweep.precision=half");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith("Cannot use the configuration: 3 problems")
        .contains("did you mean sweep.seed?", "sweep.precision = half", "names no model");
  }

  @Test
  void wrongArgumentsEndWithTwo() {
    assertThat(run().code()).isEqualTo(2);
    assertThat(run("sweeep").code()).isEqualTo(2);
    assertThat(run("sweep", "--sett", "a=b").code()).isEqualTo(2);
    assertThat(run("inspect").code()).isEqualTo(2);
    assertThat(run("sweep", "--conf", "no.conf").err()).contains("no.conf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "inspect",
        "plan",
        "sample",
        "profile",
        "sweep",
        "compare",
        "choose",
        "align",
        "system-prompt",
        "drift",
        "report",
        "verify-external"
      })
  void everyCommandHelps(String command) {
    Ran ran = run(command, "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Usage: stateprint " + command, "--conf", "Example: ");
  }
}
