package io.stateprint.jobs.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.geometry.CategoryNull.Permutations;
import io.stateprint.geometry.LayerLikeness;
import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.Personality;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.ModelComparison;
import io.stateprint.score.StyleComparison;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two checkpoints whose difference is known, through both jobs. */
class ModelPairTest {
  private static final int DRAWS = 400;
  private static SparkSession spark;
  private static Store store;
  private static Personality sharp;
  private static Personality drift;
  private static Personality twin;
  @TempDir private static Path folder;

  @BeforeAll
  static void measure() {
    spark = LocalSpark.open();
    store = Store.at(spark, folder.resolve("store").toString());
    PlantedSweep.of(spark, store, List.of("sharp", "drift", "null"));
    sharp = personality("sharp");
    drift = personality("drift");
    twin = personality("null");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Personality personality(String model) {
    return new PersonalityJob(spark, store, DRAWS, 1)
        .run(PlantedSweep.RUN, model, List.of("last"))
        .get(0);
  }

  /** The truth is along the planted directions, in the last layer. */
  @Test
  void findsThePlantedDifferences() {
    List<StyleComparison> found = compared(drift, sharp);
    for (StyleComparison one : found) {
      assertThat(one.difference().value()).isCloseTo(truth(one.style()), within(0.1));
    }
    StyleComparison empathy = found.get(Style.EMPATHY.index());
    assertThat(empathy.simultaneous().contains(truth(Style.EMPATHY))).isTrue();
    assertThat(empathy.distinguishable()).isTrue();
    assertThat(found.get(Style.CREATIVITY.index()).distinguishable()).isFalse();
    assertThat(found.get(Style.FORMALITY.index()).distinguishable()).isFalse();
  }

  private static double truth(Style style) {
    return PlantedTruth.of("drift").storedPercent(style)
        - PlantedTruth.of("sharp").storedPercent(style);
  }

  @Test
  void roundingAloneTellsNothingApart() {
    for (StyleComparison one : compared(sharp, twin)) {
      assertThat(one.difference().value()).isCloseTo(0, within(0.05));
      assertThat(one.distinguishable()).isFalse();
    }
  }

  @Test
  void layoutsOfOneModelAreTheSameAtEveryDepthThatHoldsOne() {
    List<LayerLikeness> layers = geometry("sharp", sharp, "null", twin);

    assertThat(layers).hasSize(12);
    for (LayerLikeness one : layers) {
      assertThat(one.first()).isEqualTo(one.second());
      assertThat(one.cka().value()).isCloseTo(1, within(1e-3));
      assertThat(one.rsa().value()).isCloseTo(1, within(1e-3));
      assertThat(one.rsa().p()).isLessThanOrEqualTo(0.01);
    }
    assertThat(layers.get(11).style().value()).isCloseTo(1, within(1e-2));
    assertThat(layers.get(11).style().p()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void theOrderOfTheModelsChangesNoLikeness() {
    List<LayerLikeness> there = geometry("sharp", sharp, "drift", drift);
    List<LayerLikeness> back = geometry("drift", drift, "sharp", sharp);

    for (int l = 0; l < there.size(); l++) {
      assertThat(back.get(l).cka().value()).isCloseTo(there.get(l).cka().value(), within(1e-9));
      assertThat(back.get(l).rsa().value()).isCloseTo(there.get(l).rsa().value(), within(1e-9));
    }
  }

  @Test
  void aPromptWithoutAStateIsNamed() {
    Personality more =
        new Personality(
            sharp.pooling(),
            sharp.categories(),
            Stream.concat(
                    sharp.prompts().stream(), Stream.of(new PromptKey("gone", "support", "gone")))
                .toList(),
            sharp.layers(),
            sharp.verdicts(),
            sharp.dominance(),
            sharp.readOut(),
            sharp.texts());

    assertThatThrownBy(() -> geometry("sharp", more, "drift", drift))
        .rootCause()
        .hasMessageContaining("prompt gone has no state under default");
  }

  private static List<StyleComparison> compared(Personality first, Personality second) {
    return ModelComparison.of(
        new ModelComparison.Pair(
            first.verdicts().stream().map(StyleVerdict::headline).toList(),
            second.verdicts().stream().map(StyleVerdict::headline).toList()),
        BankPlan.of(first.prompts(), DRAWS, 1).estimator().draws());
  }

  private static List<LayerLikeness> geometry(
      String first, Personality one, String second, Personality other) {
    return new GeometryJob(spark, store, new Permutations(199, 1))
        .run(
            PlantedSweep.RUN,
            new GeometryJob.Side(first, one),
            new GeometryJob.Side(second, other));
  }
}
