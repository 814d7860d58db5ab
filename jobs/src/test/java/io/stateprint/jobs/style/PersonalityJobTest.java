package io.stateprint.jobs.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.Personality;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.prompts.Style;
import io.stateprint.validity.Check;
import io.stateprint.validity.Colour;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Percent of range of a checkpoint whose percents are known. */
class PersonalityJobTest {
  private static final PlantedTruth SHARP = PlantedTruth.of("sharp");
  private static final List<Check> OF_STATES =
      List.of(Check.V1, Check.V2, Check.V4, Check.V7, Check.V10);
  private static SparkSession spark;
  private static Personality last;
  @TempDir private static Path folder;

  @BeforeAll
  static void measure() {
    spark = LocalSpark.open();
    Store store = Store.at(spark, folder.resolve("store").toString());
    PlantedSweep.of(spark, store, List.of("sharp"));
    PersonalityJob job = new PersonalityJob(spark, store, 400, 1);
    assertThat(job.obstacle(PlantedSweep.RUN, "sharp")).isEmpty();
    last = job.run(PlantedSweep.RUN, "sharp").get(0);
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
}
