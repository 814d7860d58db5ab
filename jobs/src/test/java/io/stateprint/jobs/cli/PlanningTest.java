package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.settings.SettingsLoader;
import io.stateprint.jobs.settings.SettingsSources;
import io.stateprint.jobs.settings.SparkSettings;
import io.stateprint.storage.InputException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanningTest extends CommandCase {
  private static final String FOLDER = "data-samples/prompts/";

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Progress progress =
      Progress.silent(new PrintStream(said, true, StandardCharsets.UTF_8));

  /** Of a model of plain texts, which the plan says goes without some of them. */
  private static String model(String id, String checkpoint) {
    return "{id = %s, checkpoint = \"%s\", format = plain}".formatted(id, checkpoint);
  }

  private static Settings settings(String... models) {
    return SettingsLoader.load(
        new SettingsSources(
            List.of(),
            List.of(
                "sweep.models=[" + String.join(",", models) + "]",
                "sweep.system-prompts.placebos=[" + FOLDER + "placebos-1.1.0.en.jsonl]",
                "sweep.system-prompts.prompts=4",
                "spark.master=\"local[2]\""),
            HOME,
            Clock.systemUTC()));
  }

  private List<ModelPlan> plans(Settings settings, Runnable beforeLast) {
    Texts texts = Texts.read(settings.prompts());
    Sick sick = new Sick(progress, settings.models().size());
    return new Planning(settings, progress, texts, sick).plans(settings.models(), beforeLast);
  }

  @Test
  void executorsAreAskedForBeforeTheLastModelIsPlanned() {
    Settings settings = settings(model("a", TINY), model("gone", "nowhere/here"), model("b", TINY));

    List<ModelPlan> plans = plans(settings, () -> progress.say("executors"));

    assertThat(plans).extracting(plan -> plan.request().id()).containsExactly("a", "b");
    assertThat(said.toString(StandardCharsets.UTF_8).lines().map(line -> line.split(":", 2)[0]))
        .containsExactly("a", "gone", "executors", "b");
  }

  @Test
  void noExecutorIsAskedForWhereNoModelCanBeFetched() {
    assertThatThrownBy(
            () ->
                plans(
                    settings(model("gone", "nowhere/here")),
                    () -> {
                      throw new AssertionError("asked");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nowhere/here");
  }

  @Test
  void aSessionInsideThisProcessIsNotBegunEarly() {
    SparkEnv before = SparkEnv.get();
    try (EarlySession early = new EarlySession(settings(model("a", TINY)))) {
      early.begin();

      assertThat(SparkEnv.get()).isSameAs(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "local, false, false",
    "local[2], false, false",
    "spark://here:7077, false, true",
    "spark://here:7077, true, false",
    "k8s://https://here, true, false"
  })
  void executorsThatStayAreAskedForEarly(String master, String elastic, boolean early) {
    SparkSettings spark =
        new SparkSettings(master, Map.of(Session.ELASTIC, elastic), Duration.ofSeconds(1), false);

    assertThat(EarlySession.isOf(spark)).isEqualTo(early);
  }
}
