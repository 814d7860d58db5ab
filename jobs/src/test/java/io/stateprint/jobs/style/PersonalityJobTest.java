package io.stateprint.jobs.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.CheckRow;
import io.stateprint.jobs.tables.DirectionRow;
import io.stateprint.jobs.tables.ScoreRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.jobs.tables.TrajectoryRow;
import io.stateprint.personality.Personality;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.prompts.Style;
import io.stateprint.report.ModelSection;
import io.stateprint.report.RunSection;
import io.stateprint.report.ScoreSection;
import io.stateprint.report.TextReport;
import io.stateprint.traits.Constancy;
import io.stateprint.validity.Check;
import io.stateprint.validity.Colour;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Percent of range of a checkpoint whose percents are known. */
class PersonalityJobTest {
  private static final PlantedTruth SHARP = PlantedTruth.of("sharp");
  private static final List<Check> OF_STATES =
      List.of(Check.V1, Check.V2, Check.V4, Check.V7, Check.V10);
  private static SparkSession spark;
  private static Store store;
  private static Personality last;
  private static Constancy constancy;
  @TempDir private static Path folder;

  @BeforeAll
  static void measure() {
    spark = LocalSpark.open();
    store = Store.at(spark, folder.resolve("store").toString());
    PlantedSweep.of(spark, store, List.of("sharp"));
    PersonalityJob job = new PersonalityJob(spark, store, 400, 1);
    assertThat(job.obstacle(PlantedSweep.RUN, "sharp")).isEmpty();
    ProfiledModel profiled = new StyleJob(spark, store, 1).run(PlantedSweep.RUN, "sharp");
    assertThat(profiled.lacking()).isEmpty();
    last = profiled.personalities().get(0);
    constancy = profiled.constancies().get(0);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void findsThePlantedPercentsWithTheirIntervals() {
    assertThat(last.pooling()).isEqualTo("last");
    for (Style style : Style.values()) {
      StyleVerdict verdict = last.of(style);
      double percent = verdict.headline().percent().value();
      assertThat(percent).isCloseTo(SHARP.storedPercent(style), within(1.0));
      assertThat(verdict.headline().percent().interval().contains(SHARP.storedPercent(style)))
          .isTrue();
      assertThat(verdict.tests())
          .filteredOn(test -> OF_STATES.contains(test.check()))
          .hasSize(OF_STATES.size())
          .allMatch(test -> test.colour() == Colour.GREEN);
    }
  }

  /**
   * The template of this checkpoint leans to formality and counts as five words, so short texts are
   * more formal: correlations of -0.45 with length, which 100 prompts cannot tell from -0.35.
   */
  @Test
  void aCorrelationWithLengthThatMayBeSmallerIsAmber() {
    assertThat(last.of(Style.FORMALITY).tests())
        .filteredOn(test -> test.check() == Check.V14)
        .allMatch(test -> test.colour() == Colour.AMBER && test.value() > 0.35);
  }

  @Test
  void choosesABandOfLayersThatHoldTheStyle() {
    for (Style style : Style.values()) {
      assertThat(last.of(style).headline().band().layers())
          .isNotEmpty()
          .allMatch(layer -> layer >= SHARP.decisionLayer());
    }
  }

  @Test
  void findsThePlantedDirections() {
    last.layers().stream()
        .filter(layer -> layer.layer() >= SHARP.decisionLayer())
        .forEach(
            layer -> {
              for (Style style : Style.values()) {
                float[] found = layer.styles().get(style.index()).direction();
                double[] wide = new double[found.length];
                for (int d = 0; d < wide.length; d++) {
                  wide[d] = found[d];
                }
                assertThat(PlantedSweep.cosine(wide, SHARP.direction(style)))
                    .isGreaterThanOrEqualTo(0.95);
              }
            });
  }

  @Test
  void writesTheNumbersThatStandForTheStyles() {
    List<ScoreRow> scores = rows(Table.SCORES);

    assertThat(scores).hasSize(2 * 4 * 5);
    for (Style style : Style.values()) {
      ScoreRow all = score(scores, style, "all");
      assertThat(all.estimate()).isCloseTo(SHARP.storedPercent(style), within(1.0));
      assertThat(all.ciLow()).isLessThan(all.estimate());
      assertThat(all.ciHigh()).isGreaterThan(all.estimate());
      assertThat(all.n()).isEqualTo(100);
      double categories =
          last.categories().stream()
              .mapToDouble(name -> score(scores, style, name).estimate())
              .average()
              .orElseThrow();
      assertThat(categories).isCloseTo(all.estimate(), within(1.0));
    }
    List<CheckRow> checks = rows(Table.CHECKS);
    assertThat(checks)
        .filteredOn(row -> row.pooling().equals("last") && row.style().equals("empathy"))
        .extracting(CheckRow::check)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Check.values()).map(Check::name).toList());
    assertThat(checks)
        .filteredOn(row -> !row.outcome().equals("green"))
        .allMatch(row -> !row.why().isEmpty());
  }

  @Test
  void writesDirectionsOfEveryMethodAndPercentsOfEveryPrompt() {
    List<DirectionRow> directions = rows(Table.DIRECTIONS);
    for (String method : List.of("article", "contrast", "paired", "whitened")) {
      assertThat(directions)
          .filteredOn(row -> row.method().equals(method) && row.pooling().equals("last"))
          .filteredOn(row -> row.layer() == SHARP.layers() - 1)
          .hasSize(4)
          .allMatch(row -> Math.abs(length(row.direction()) - 1) < 1e-5);
    }
    int layer = SHARP.layers() - 1;
    List<TrajectoryRow> trajectories =
        rows(Table.TRAJECTORIES).stream()
            .filter(row -> row.layer() == layer && row.pooling().equals("last"))
            .toList();
    double[] expected = last.layers().get(layer).score().of(Style.EMPATHY).perPrompt();
    for (int p = 0; p < expected.length; p++) {
      String id = last.prompts().get(p).id();
      assertThat(trajectories)
          .filteredOn(row -> row.promptId().equals(id) && row.style().equals("empathy"))
          .filteredOn(row -> row.condition().equals("default"))
          .extracting(TrajectoryRow::score)
          .containsExactly(expected[p]);
    }
    assertThat(trajectories)
        .filteredOn(row -> !row.condition().equals("default"))
        .isNotEmpty()
        .allMatch(row -> Double.isNaN(row.score()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void thePageLeadsWithThePercentAndItsGrade(String language) {
    RunSection run =
        new RunSection("r", "0", 1, 2000, "file:/s", List.of("bank"), List.of("b"), false);
    ModelSection model =
        new ModelSection(
            "sharp",
            new ModelSection.Facts("llama", 12, 64, "F32", "float32", "a", "b", ""),
            new ModelSection.Cost(100, 100, 1, 1, 1, 1),
            List.of(ScoreSection.of(last, constancy)),
            "",
            List.of());
    String page = TextReport.of(run, List.of(model), language);
    StyleVerdict empathy = last.of(Style.EMPATHY);

    assertThat(page)
        .contains(
            String.format(
                Locale.forLanguageTag(language),
                "%.1f",
                empathy.headline().percent().interval().low()))
        .contains(
            language.equals("en") ? "empathy " + empathy.grade() : "эмпатия " + empathy.grade())
        .contains(language.equals("en") ? "Style reads out from layer" : "Стиль читается со слоя")
        .doesNotContain("NaN", "{0}", "null");
  }

  private static double length(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static ScoreRow score(List<ScoreRow> scores, Style style, String category) {
    return scores.stream()
        .filter(row -> row.pooling().equals("last") && row.style().equals(style.id()))
        .filter(row -> row.category().equals(category))
        .findFirst()
        .orElseThrow();
  }

  private static <T extends Record> List<T> rows(Table<T> table) {
    return store.read(table, PlantedSweep.RUN, "sharp").collectAsList().stream()
        .map(table::record)
        .toList();
  }
}
