package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What sweeps refuse, and what they do when something fails on the way. */
class SweepTest extends CommandCase {
  @Test
  void aRunIdIsKeptForItsModelsAsTheyWereAsked() throws IOException {
    run(sweep("asked"));
    List<String> files = files();
    String model = "sweep.models=[{id = m, checkpoint = \"" + TINY + "\", %s}]";

    for (String command : List.of("sweep", "profile")) {
      Ran system = run(with(command, "asked", "--set", model.formatted("system = \"Be brief.\"")));
      Ran format = run(with(command, "asked", "--set", model.formatted("format = plain")));
      assertThat(List.of(system.code(), format.code())).containsExactly(1, 1);
      assertThat(system.out() + format.out()).isEmpty();
      assertThat(system.err()).contains("system was", "Be brief.", "another sweep.run-id");
      assertThat(format.err()).contains("format was \"chat\" and is \"plain\"");
    }
    assertThat(files()).isEqualTo(files);
  }

  @Test
  void aRunIsProfiledByAnyPathToItsModelAndByNoOtherModel() throws IOException {
    run(with("sample", "path"));
    String model = "sweep.models=[{id = m, checkpoint = \"%s\"}]";

    Ran absolute = run(with("profile", "path", "--set", model.formatted(HOME.resolve(TINY))));
    Ran other = run(with("profile", "path", "--set", model.formatted(TINY + "-f16")));

    assertThat(absolute.err()).isEmpty();
    assertThat(absolute.code()).isZero();
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err())
        .contains("checkpoint was \"%s\" and is \"%s-f16\"".formatted(TINY, TINY));
  }

  @Test
  void oneSickModelLeavesTheOthersAndEndsWithOne() throws IOException {
    String models =
        "sweep.models=[{id = gone, checkpoint = no-such-model}, {id = m, checkpoint = \"%s\"}]"
            .formatted(TINY);
    Ran sweep = run(sweep("sick", "--set", models));
    Ran plan = run(with("plan", "sick", "--set", models));

    for (Ran ran : List.of(sweep, plan)) {
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out()).contains("m: llama, ").doesNotContain("gone:");
      assertThat(ran.err())
          .contains("gone: Cannot find the model \"no-such-model\"")
          .contains("Cannot answer for 1 of the models, the others are above: gone:");
    }
  }

  /** What Spark throws of a damaged file is checked, and declared nowhere. */
  @Test
  void aModelWhoseStatesAreDamagedLeavesTheOthers() throws IOException {
    String models =
        "sweep.models=[{id = a, checkpoint = \"%s\"}, {id = b, checkpoint = \"%s\"}]"
            .formatted(TINY, TINY);
    run(with("sample", "damaged", "--set", models));
    Path states = folder.resolve("store/states/run_id=damaged/model_id=a");
    Path file =
        files(states).stream()
            .filter(path -> path.endsWith(".parquet"))
            .map(Path::of)
            .findFirst()
            .orElseThrow();
    byte[] content = Files.readAllBytes(file);
    Arrays.fill(content, content.length / 2, content.length, (byte) 7);
    Files.write(file, content);

    for (String command : List.of("profile", "sweep")) {
      Ran ran = run(with(command, "damaged", "--set", models));
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out()).contains("b: llama, ").doesNotContain("a: llama, ");
      assertThat(ran.err())
          .contains("Cannot answer for 1 of the models, the others are above: a: ")
          .contains(file.getFileName().toString());
    }
    Path page = folder.resolve("damaged.html");
    Ran report =
        run(
            "report",
            "--quiet",
            "--store",
            folder.resolve("store").toString(),
            "--out",
            page.toString());
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(data(page).at("/runs/0/gaps").findValuesAsText("key")).contains("states.refused");
    assertThat(data(page).at("/runs/0/models/1/maps/last/layers")).hasSize(2);
  }

  /** A driver that was ended while it wrote the note has left it empty, or a part of it. */
  @Test
  void aRunWhoseNoteIsTornBeginsAnew() throws IOException {
    run(with("sample", "torn"));
    Path note = folder.resolve("store/runs/run_id=torn/_sweep.json");
    String whole = Files.readString(note);
    for (int length : new int[] {0, whole.length() / 2}) {
      Files.writeString(note, whole.substring(0, length));
      assertThat(run(with("sample", "torn")).err()).isEmpty();
      assertThat(note).hasContent(whole);
    }
  }

  /** A disk that lost its power keeps the name of a file, and not its bytes. */
  @Test
  void aModelWhosePlanIsTornBeginsAnew() throws IOException {
    for (String torn : List.of("", "{\"fingerprint\":\"5")) {
      String run = "torn" + torn.length();
      Path plan = folder.resolve("store/cuts/run_id=" + run + "/model_id=m/_plan.json");
      Files.createDirectories(plan.getParent());
      Files.writeString(plan, torn);

      assertThat(run(with("sample", run)).err()).isEmpty();
      assertThat(plan).doesNotExist();
    }
  }

  @Test
  void aPlanOfAnotherVersionIsLeftAsItIs() throws IOException {
    Path plan = folder.resolve("store/cuts/run_id=later/model_id=m/_plan.json");
    Files.createDirectories(plan.getParent());
    Files.writeString(plan, "{\"fingerprint\":\"5\",\"somethingNew\":1}");

    Ran ran = run(with("sample", "later"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("Cannot read how a model was begun", "somethingNew");
    assertThat(plan).exists();
  }

  @Test
  void whereEveryModelIsSickAllAreNamed() throws IOException {
    Ran ran =
        run(
            sweep(
                "sick",
                "--set",
                "sweep.models=[{id = a, checkpoint = no-a}, {id = b, checkpoint = no-b}]"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("every model failed", "no-a", "no-b");
  }

  @Test
  void aTemplateThatDropsTheSystemPromptIsNamed() throws IOException {
    Path deaf = Files.createDirectory(folder.resolve("deaf"));
    for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
      Files.copy(HOME.resolve(TINY).resolve(file), deaf.resolve(file));
    }
    Files.writeString(deaf.resolve("tokenizer_config.json"), "{}");
    Files.writeString(
        deaf.resolve("chat_template.jinja"),
        "{% for m in messages if m.role == 'user' %}{{ m.content }}{% endfor %}");

    Ran ran =
        run(
            sweep(
                "deaf",
                "--set",
                "sweep.models=[{id = m, checkpoint = \"" + deaf + "\", system = \"Be brief.\"}]"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("\"Be brief.\": its chat template leaves it out");
  }

  @Test
  void anchorsThatLackAStyleOrShareAnIdAreNamedBeforeAnyModelIsOpened() throws IOException {
    Path anchors = HOME.resolve("data-samples/prompts/anchors-1.0.0.en.jsonl");
    List<String> all = Files.readAllLines(anchors, StandardCharsets.UTF_8);
    List<String> three = all.stream().filter(line -> !line.contains("\"creativity\"")).toList();
    String id = new ObjectMapper().readTree(all.get(0)).path("id").asText();
    Path own =
        Files.writeString(
            folder.resolve("own.jsonl"), "{\"id\": \"" + id + "\", \"text\": \"x\"}\n");

    Ran lacking = run(with("sample", "x", "--set", set("anchors", "three.jsonl", three)));
    Ran sharing = run(with("sample", "x", "--set", "sweep.prompts=\"" + own + "\""));

    assertThat(lacking.err()).contains("three.jsonl: none stands for creativity", "sweep.anchors");
    assertThat(sharing.err()).contains("\"" + id + "\" of own.jsonl", "the same id");
  }

  @Test
  void aPromptWithoutAnInstructionInItsLanguageIsNamed() throws IOException {
    List<String> french = List.of("{\"id\": \"f1\", \"lang\": \"fr\", \"text\": \"Bonjour\"}");

    Ran ran =
        run(
            with(
                "sample",
                "x",
                "--set",
                "sweep.conditions=[default, \"+empathy\"]",
                "--set",
                set("prompts", "own.jsonl", french)));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("\"f1\" of own.jsonl under +empathy", "in language fr (sweep.styles)");
  }

  private String set(String key, String name, List<String> lines) throws IOException {
    return "sweep." + key + "=\"" + Files.write(folder.resolve(name), lines) + "\"";
  }
}
