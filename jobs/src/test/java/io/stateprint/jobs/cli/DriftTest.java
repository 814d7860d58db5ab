package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.jobs.alert.HookServer;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The command on planted checkpoints: a drift that was planted is found, and nothing else is. */
class DriftTest extends DriftCase {
  private static final int DECISION_LAYER = 6;
  private static final int LAYERS = 12;

  @Test
  void plantedDriftIsFoundInItsStyleFromItsLayerOn() throws IOException {
    CommandCase.Ran ran = drift("drifted", "--json");
    JsonNode model = model(ran);

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).isEmpty();
    assertThat(model.path("verdict").asText()).isEqualTo("L3");
    assertThat(texts(model.path("changed_artefacts"))).containsExactly("weights");
    JsonNode representation = model.path("representation");
    assertThat(representation.path("p_by_style").path("empathy").asDouble()).isLessThan(0.005);
    for (int l = DECISION_LAYER; l < LAYERS; l++) {
      assertThat(representation.path("layers").path(l).path("p").asDouble()).isLessThan(0.005);
    }
    for (JsonNode style : model.path("personality").path("styles")) {
      boolean moved = style.path("style").asText().equals("empathy");
      assertThat(style.path("finding").asText())
          .describedAs("%s", style)
          .isEqualTo(moved ? "CHANGED" : "UNCHANGED");
      double planted = moved ? 8 : 0;
      assertThat(style.path("low").asDouble()).isLessThanOrEqualTo(planted + 0.5);
      assertThat(style.path("high").asDouble()).isGreaterThanOrEqualTo(planted - 0.5);
      assertThat(style.path("numeric_floor").asDouble()).isLessThan(1);
    }
  }

  @Test
  void driftIsToldToTheWebhookAndItsAddressToNobody() throws IOException {
    try (HookServer hook = new HookServer(500)) {
      String[] quickly = {"--set", "alert.webhook=" + hook.url(), "--set", "alert.pause=1ms"};
      CommandCase.Ran drifted = drift("drifted", quickly);
      CommandCase.Ran quiet = drift("again", quickly);

      assertThat(List.of(drifted.code(), quiet.code())).containsExactly(3, 0);
      assertThat(hook.asked()).hasSize(2);
      JsonNode told = new ObjectMapper().readTree(hook.asked().get(1).body());
      assertThat(told.path("reference").asText()).isEqualTo("reference");
      assertThat(told.path("models").path(0).path("run").asText()).isEqualTo("drifted");
      assertThat(told.path("models").path(0).path("verdict").asText()).isEqualTo("L3");
      assertThat(drifted.out() + drifted.err()).doesNotContain("planted-hook");
    }
  }

  @Test
  void anAlertThatCannotBeDeliveredLeavesTheExitCodeAsItIs() throws IOException {
    CommandCase.Ran ran =
        drift(
            "drifted",
            "--set",
            "alert.webhook=http://127.0.0.1:9/planted-hook",
            "--set",
            "alert.attempts=1");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).contains("L3: THE PERSONALITY CHANGED");
  }

  @Test
  void aNightSamplesAndEndsInDrift() throws IOException {
    try (HookServer hook = new HookServer()) {
      CommandCase.Ran calm =
          night("reference", sweep("nightly", "night-1", "sharp", "memory.chunk-tokens=96"));
      CommandCase.Ran loud =
          night(
              "reference",
              sweep("nightly", "night-2", "drift", "alert.webhook=" + hook.url()),
              "--json");
      CommandCase.Ran lost = night("nowhere", sweep("nightly", "night-3", "sharp"));

      assertThat(calm.code()).describedAs(calm.err()).isZero();
      assertThat(calm.out()).contains("m: ", " states of ", "night-1").doesNotContain("Alarm");
      CommandCase.assertFits(calm.out());
      assertThat(loud.code()).isEqualTo(3);
      JsonNode night = new ObjectMapper().readTree(loud.out());
      assertThat(night.path("sample").path("run_id").asText()).isEqualTo("night-2");
      assertThat(night.path("drift").path("alarm").asBoolean()).isTrue();
      assertThat(hook.asked()).hasSize(1);
      assertThat(lost.code()).isEqualTo(1);
      assertThat(lost.err()).contains("run nowhere is not in the store");
      assertThat(CommandCase.files(folder.resolve("store")))
          .noneMatch(file -> file.contains("night-3"));
    }
  }

  @Test
  void anEditedLayerIsNamedByItsTrueId() throws IOException {
    CommandCase.Ran ran = drift("edited", "--json");
    JsonNode representation = model(ran).path("representation");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(representation.path("first_drifted_layer").asInt()).isEqualTo(EDITED_LAYER);
    assertThat(representation.path("most_drifted_layer").asInt())
        .isGreaterThanOrEqualTo(EDITED_LAYER);
    for (JsonNode layer : representation.path("layers")) {
      boolean moved = layer.path("layer").asInt() >= EDITED_LAYER;
      assertThat(layer.path("prompts_moved").asInt())
          .describedAs("%s", layer)
          .isBetween(moved ? 18 : 0, moved ? 20 : 2);
    }
  }

  @Test
  void theSameRunAgainIsTheSame() throws IOException {
    for (String run : List.of("again")) {
      CommandCase.Ran ran = drift(run, "--json");
      assertThat(ran.code()).isZero();
      assertThat(model(ran).path("verdict").asText()).isEqualTo("L0");
      assertThat(model(ran).path("bitwise_equal").asBoolean()).isTrue();
      assertThat(model(ran).path("self_test").path("replay").path("same").asBoolean()).isTrue();
    }
  }

  @Test
  void otherChunksAndAnotherOrderOfNeuronsRaiseNoAlarm() throws IOException {
    for (String run : List.of("chunks", "reversed")) {
      CommandCase.Ran ran = drift(run, "--json");
      assertThat(model(ran).path("verdict").asText()).describedAs(run).isEqualTo("L1");
      assertThat(model(ran).path("bitwise_equal").asBoolean()).isFalse();
      assertThat(model(ran).path("personality").path("finding").asText()).isEqualTo("UNCHANGED");
      assertThat(ran.code()).isZero();
    }
  }

  @Test
  void thePageSaysWhatMovedInBothLanguages() throws IOException {
    String english = drift("drifted").out();
    String russian = drift("drifted", "--set", "report.language=ru").out();

    assertThat(english)
        .contains("L3: THE PERSONALITY CHANGED. Alarm (exit code 3).")
        .contains("Different artefacts: weights.", "First layer that moved:")
        .contains("V18:", "V8, numeric floor of empathy", "V19, the first replicate once more")
        .contains("The article's rule: mean raw distance", "silent");
    assertThat(russian).contains("L3: ХАРАКТЕР ИЗМЕНИЛСЯ.", "эмпатия", "изменился");
    assertThat(english.lines().count()).isEqualTo(russian.lines().count());
    CommandCase.assertFits(english);
    CommandCase.assertFits(russian);
  }

  @Test
  void aSeriesCountsNoRunTwiceAndFindsTheDriftedOne() throws IOException {
    CommandCase.Ran quiet = drift("chunks", "--series", "again,chunks", "--json");
    CommandCase.Ran loud =
        CommandCase.run(
            command("--reference", "reference", "--series", "again,chunks,drifted", "--json"));
    CommandCase.Ran told =
        drift("drifted", "--series", "again,chunks,drifted", "--set", "report.language=ru");

    JsonNode looks = model(quiet).path("series").path("looks");
    assertThat(quiet.code()).isZero();
    assertThat(looks.path(0).path("repeats").asText()).isEqualTo("reference");
    assertThat(looks.path(1).path("repeats").isNull()).isTrue();
    assertThat(model(loud).path("series").path("alarm").asText()).isEqualTo("drifted");
    assertThat(model(loud).path("current").path("run").asText()).isEqualTo("drifted");
    assertThat(told.out()).contains("ТРЕВОГА на запуске drifted");
    CommandCase.assertFits(told.out());
    assertThat(loud.code()).isEqualTo(3);
  }

  @Test
  void aModelThatFailsHidesNoAlarmOfAnother() throws IOException {
    CommandCase.Ran alarm = drift("mixed-drifted", "--json");
    CommandCase.Ran quiet = drift("mixed-quiet", "--json");

    for (CommandCase.Ran ran : List.of(alarm, quiet)) {
      assertThat(ran.err())
          .contains("Cannot answer for 1 of the models", "n: ", "has 0 replicates, 20 are needed");
      assertThat(new ObjectMapper().readTree(ran.out()).path("models")).hasSize(1);
    }
    assertThat(alarm.code()).isEqualTo(3);
    assertThat(quiet.code()).isEqualTo(1);
  }

  @Test
  void runsThatWereMadeOtherwiseAreRefused() throws IOException {
    assertRefused(drift("other-layers"), "sampled layers [0, 1, 2", "the run has [3, 7]");
    assertRefused(drift("plain"), "20 of the 20 key prompts are other tokens", "format");
    assertRefused(drift("fewer"), "it lacks 8 of the 20 key prompts", "sweep.prompts");
    assertRefused(drift("nowhere"), "run nowhere is not in the store; it has again, chunks");
    assertRefused(drift("again", "--model", "x"), "Cannot watch drift of model x", "has m");
    assertRefused(
        CommandCase.run(command("--reference", "again", "--current", "drifted")),
        "run again has 0 replicates, 20 are needed",
        "sweep.replicates.count = 20");
    assertThat(CommandCase.run(command("--reference", "again")).code()).isEqualTo(2);
    assertThat(drift("again", "--pooling", "first").code()).isEqualTo(2);
  }

  @Test
  void withoutInstructionsThePersonalityIsNotLookedFor() throws IOException {
    CommandCase.Ran ran = drift("uninstructed", "--json");

    assertThat(ran.code()).isZero();
    assertThat(model(ran).path("personality").path("not_compared").asText())
        .contains("run uninstructed lacks conditions +empathy");
    assertThat(texts(model(ran).path("notes"))).contains("PERSONALITY_NOT_MEASURED");
  }

  @Test
  void replicatesAreRunsOfTheirOwnAndStayAsTheyAre() throws IOException {
    List<String> before = CommandCase.files(folder.resolve("store"));
    sample("reference", "sharp", "sweep.replicates.count=20");
    CommandCase.Ran plan =
        CommandCase.run(sweep("plan", "reference", "sharp", "sweep.replicates.count=20"));
    CommandCase.Ran named = CommandCase.run(sweep("sample", "x.r01", "sharp"));

    assertThat(before).anyMatch(file -> file.contains("states/run_id=reference.r20/model_id=m"));
    assertThat(CommandCase.files(folder.resolve("store"))).isEqualTo(before);
    assertThat(plan.out()).contains("m, replicates: 21 further passes of 180 texts");
    assertThat(named.code()).isEqualTo(2);
    assertThat(named.err()).contains("names a replicate");
  }

  private static void assertRefused(CommandCase.Ran ran, String... parts) {
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(parts).doesNotContain("Exception");
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static JsonNode model(CommandCase.Ran ran) throws IOException {
    assertThat(ran.err()).isEmpty();
    return new ObjectMapper().readTree(ran.out()).path("models").path(0);
  }
}
