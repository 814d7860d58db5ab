package io.stateprint.jobs.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.Personality;
import io.stateprint.prompts.Style;
import io.stateprint.storage.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of a known law, written by two parts, wide enough for several pages a layer. */
class ManyStatesTest {
  private static final int LAYERS = 4;
  private static final int WIDTH = 2048;

  private static SparkSession spark;
  private static List<Personality> found;
  @TempDir private static Path folder;

  @BeforeAll
  static void measure() {
    spark = LocalSpark.open();
    Store store = Store.at(spark, folder.toString());
    ManyStates.write(spark, store, "many", "one", new int[] {LAYERS, WIDTH}, ManyStates.PROMPTS);
    found = new PersonalityJob(spark, store, 300, 1).run("many", "one");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void everyLayerIsReadOnceAndInOrder() {
    assertThat(found).singleElement().extracting(Personality::pooling).isEqualTo("last");
    assertThat(found.get(0).layers())
        .extracting(layer -> layer.layer())
        .containsExactlyElementsOf(IntStream.range(0, LAYERS).boxed().toList());
    assertThat(found.get(0).prompts()).hasSize(100);
  }

  @Test
  void thePercentsAreThoseOfTheLaw() {
    for (Style style : Style.values()) {
      double percent = found.get(0).of(style).headline().percent().value();
      assertThat(percent).isCloseTo(100 * ManyStates.LEAN[style.index()], within(4.0));
    }
  }

  @Test
  void aPoolingThatWasNotSampledGivesNothing() {
    PersonalityJob job = new PersonalityJob(spark, Store.at(spark, folder.toString()), 10, 1);
    assertThat(job.run("many", "one", List.of("user"))).isEmpty();
  }

  @Test
  void moreThanTheHeapHoldsIsRefusedBeforeItIsFull() {
    Store store = Store.at(spark, folder.resolve("larger").toString());
    int prompts = (int) Math.sqrt(Runtime.getRuntime().maxMemory() / 200.0);
    ManyStates.write(spark, store, "many", "large", new int[] {1, 8}, prompts);
    PersonalityJob job = new PersonalityJob(spark, store, 10, 1);

    assertThat(job.obstacle("many", "large")).isEmpty();
    assertThatThrownBy(() -> job.run("many", "large"))
        .rootCause()
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(
            "Cannot score model large: a layer of its prompts under nine conditions takes",
            "STATEPRINT_HEAP");
  }
}
