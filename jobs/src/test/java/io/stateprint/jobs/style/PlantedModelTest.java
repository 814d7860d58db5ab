package io.stateprint.jobs.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.portrait.LayerQuality;
import io.stateprint.portrait.Portrait;
import io.stateprint.portrait.Verdict;
import io.stateprint.prompts.Style;
import io.stateprint.sampling.Pooling;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both jobs on checkpoints whose personality is known: what is measured is what was planted. */
class PlantedModelTest {
  private static final List<String> MODELS = List.of("sharp", "smooth", "drift", "null", "base");
  private static final PlantedTruth SHARP = PlantedTruth.of("sharp");
  private static SparkSession spark;
  private static Store store;
  private static PlantedSweep sweep;
  private static Map<String, Map<String, Portrait>> portraits;
  @TempDir private static Path folder;

  @BeforeAll
  static void runBothJobs() {
    spark = LocalSpark.open();
    store = Store.at(spark, folder.resolve("store").toString());
    sweep = PlantedSweep.of(spark, store, MODELS);
    portraits = new TreeMap<>();
    for (String model : List.of("sharp", "smooth")) {
      Map<String, Portrait> byPooling = new TreeMap<>();
      new StyleJob(spark, store, 1)
          .run(PlantedSweep.RUN, model)
          .portraits()
          .forEach(portrait -> byPooling.put(portrait.pooling(), portrait));
      portraits.put(model, byPooling);
    }
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void findsThePlantedDirectionsAtAndAboveTheDecisionLayer(Pooling pooling) {
    double least = 1;
    for (int l = SHARP.decisionLayer(); l < SHARP.layers(); l++) {
      PlantedSweep.Layer layer = sweep.layer("sharp", l, pooling);
      for (Style style : Style.values()) {
        double cosine = PlantedSweep.cosine(layer.meanDifference(style), SHARP.direction(style));
        least = Math.min(least, cosine);
        assertThat(cosine).describedAs("%s, layer %d", style, l).isGreaterThanOrEqualTo(0.95);
      }
    }
    System.err.printf(Locale.ROOT, "planted, %s: least cosine %.4f%n", pooling.id(), least);
  }

  @Test
  void findsNoRangeBelowTheDecisionLayer() {
    PlantedSweep.Layer above = sweep.layer("sharp", SHARP.decisionLayer(), Pooling.LAST);
    for (int l = 0; l < SHARP.decisionLayer(); l++) {
      PlantedSweep.Layer below = sweep.layer("sharp", l, Pooling.LAST);
      for (Style style : Style.values()) {
        assertThat(Math.abs(range(below, style)))
            .describedAs("%s, layer %d", style, l)
            .isLessThan(0.1 * range(above, style));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sharp", "smooth", "drift", "null", "base"})
  void findsThePercentOfRangeThatNumPyComputes(String model) {
    PlantedTruth truth = PlantedTruth.of(model);
    PlantedSweep.Layer last = sweep.layer(model, truth.layers() - 1, Pooling.LAST);
    for (Style style : Style.values()) {
      double percent = last.percent(style, truth.direction(style));
      assertThat(percent)
          .describedAs("%s", style)
          .isCloseTo(truth.storedPercent(style), within(0.05));
      assertThat(percent).isCloseTo(truth.percent(style), within(4 * truth.spread(style)));
      assertThat(last.percent(style, last.meanDifference(style)))
          .describedAs("%s, along the measured direction", style)
          .isCloseTo(truth.percent(style), within(4 * truth.spread(style) + 1));
    }
  }

  @Test
  void findsThePlantedDriftAndNoneElsewhere() {
    for (Style style : Style.values()) {
      double planted = style == Style.EMPATHY ? 8 : 0;
      assertThat(percent("drift", style) - percent("sharp", style))
          .describedAs("%s", style)
          .isCloseTo(planted, within(0.3));
      assertThat(percent("null", style)).isCloseTo(percent("sharp", style), within(1e-3));
    }
  }

  @Test
  void anotherOrderOfNeuronsChangesRoundingOnly() {
    List<StateRow> one = sweep.layer("sharp", 11, Pooling.LAST).under("default");
    List<StateRow> other = sweep.layer("null", 11, Pooling.LAST).under("default");
    boolean same = true;
    for (int p = 0; p < one.size(); p++) {
      for (int d = 0; d < one.get(p).getState().length; d++) {
        float a = one.get(p).getState()[d];
        float b = other.get(p).getState()[d];
        same &= a == b;
        assertThat(b).isCloseTo(a, within(2e-3f));
      }
    }
    assertThat(same).isFalse();
  }

  @Test
  void readsEveryWeightOnce() {
    for (String model : MODELS) {
      RunRow run =
          Table.RUNS.record(store.read(Table.RUNS, PlantedSweep.RUN, model).collectAsList().get(0));
      assertThat(run.bytesRead()).describedAs(model).isEqualTo(run.bytesPlanned());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "user"})
  void reportsTheMassiveDimensionFromItsLayerOn(String pooling) {
    for (LayerQuality layer : portrait("sharp", pooling).layers()) {
      int expected = layer.layer() >= SHARP.massiveFrom() ? 1 : 0;
      assertThat(layer.massive()).describedAs("layer %d", layer.layer()).isEqualTo(expected);
      if (expected == 1) {
        assertThat(layer.warnings()).contains("W02");
      }
    }
    for (StateRow row : sweep.layer("sharp", SHARP.massiveFrom(), Pooling.USER).rows()) {
      assertThat(Math.abs(row.getState()[SHARP.massiveDimension()])).isGreaterThan(1000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sharp", "smooth"})
  void findsTheDecisionLayerAndTheLeadingStyle(String model) {
    Portrait portrait = portrait(model, "last");
    System.err.printf(
        Locale.ROOT,
        "planted %s: decision layer %.2f in %s, planted %.2f; %s%n",
        model,
        portrait.decision().layer(),
        portrait.decision().interval(),
        PlantedTruth.of(model).halfRise(),
        portrait.style().leading());
    assertThat(portrait.decision().verdict()).isEqualTo(Verdict.FOUND);
    assertThat(portrait.decision().layer())
        .isCloseTo(PlantedTruth.of(model).halfRise(), within(1.0));
    assertThat(portrait.style().leading())
        .isEqualTo(Style.valueOf(SHARP.leading().toUpperCase(Locale.ROOT)));
  }

  private static Portrait portrait(String model, String pooling) {
    return Objects.requireNonNull(Objects.requireNonNull(portraits.get(model)).get(pooling));
  }

  private static double range(PlantedSweep.Layer layer, Style style) {
    return PlantedSweep.dot(layer.meanDifference(style), SHARP.direction(style));
  }

  private static double percent(String model, Style style) {
    PlantedTruth truth = PlantedTruth.of(model);
    return sweep
        .layer(model, truth.layers() - 1, Pooling.LAST)
        .percent(style, truth.direction(style));
  }
}
