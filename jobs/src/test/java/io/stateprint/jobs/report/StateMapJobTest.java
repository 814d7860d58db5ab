package io.stateprint.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.WrittenStates;
import io.stateprint.page.PageMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateMapJobTest {
  private static final int WIDTH = 12;
  private static final List<String> IDS =
      IntStream.range(0, 10).mapToObj("p%d"::formatted).toList();
  private static SparkSession spark;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.open();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** The states turn from layer to layer; the map must not. */
  @Test
  void aPointThatStaysAmongTheOthersStaysOnTheMap() {
    Store store = written(false);

    PageMap map = mapped(store, 100);

    assertThat(map.layers()).containsExactly(0, 1, 2, 3);
    assertThat(map.names()).containsExactly("default", "+empathy");
    assertThat(map.prompts()).hasSize(2 * IDS.size());
    int points = map.prompts().length;
    for (String axis : List.of(map.x(), map.y())) {
      ShortBuffer steps =
          ByteBuffer.wrap(Base64.getDecoder().decode(axis))
              .order(ByteOrder.LITTLE_ENDIAN)
              .asShortBuffer();
      for (int layer = 1; layer < 4; layer++) {
        for (int point = 0; point < points; point++) {
          assertThat(steps.get(layer * points + point) * map.scale())
              .isCloseTo(steps.get(point) * map.scale(), within(0.02));
        }
      }
    }
    assertThat(map.explained()[2][0] + map.explained()[2][1]).isGreaterThan(0.99);
  }

  @Test
  void takesEveryPromptFirstAndThenSomeUnderEachCondition() {
    Set<MapLayer.Place> there =
        IDS.stream()
            .flatMap(
                id ->
                    List.of("default", "+empathy", "-empathy").stream()
                        .map(condition -> new MapLayer.Place(id, condition)))
            .collect(Collectors.toSet());

    List<MapLayer.Place> places =
        StateMapJob.chosen(there, new StateMapJob.Wanted("last", new int[] {0}, IDS, 16));

    assertThat(places.stream().filter(one -> one.condition().equals("default"))).hasSize(10);
    assertThat(places.stream().filter(one -> one.condition().equals("+empathy")))
        .extracting(MapLayer.Place::promptId)
        .containsExactly("p0", "p5", "p9");
    assertThat(places).hasSize(16);
  }

  @Test
  void spreadsLayersWithTheFirstAndTheLast() {
    assertThat(StateMapJob.spread(IntStream.range(0, 80).toArray(), 5))
        .containsExactly(0, 20, 40, 59, 79);
    assertThat(StateMapJob.spread(new int[] {2, 5}, 5)).containsExactly(2, 5);
    assertThat(StateMapJob.spread(new int[] {2, 5, 8}, 1)).containsExactly(2);
    assertThat(StateMapJob.spread(new int[] {2, 5, 8}, 0)).isEmpty();
  }

  @Test
  void aStateThatIsNotFiniteIsNamed() {
    Store store = written(true);

    assertThatThrownBy(() -> mapped(store, 100))
        .rootCause()
        .hasMessageContaining("at layer 3 that of prompt p4 under default is not finite");
  }

  private static PageMap mapped(Store store, int points) {
    return new StateMapJob(spark, store, 1)
        .run("r", "m", new StateMapJob.Wanted("last", new int[] {0, 1, 2, 3}, IDS, points))
        .orElseThrow();
  }

  private Store written(boolean torn) {
    Store store = Store.at(spark, folder.toString());
    List<StateRow> rows = new ArrayList<>();
    for (int layer = 0; layer < 4; layer++) {
      SplittableRandom random = new SplittableRandom(9);
      for (String id : IDS) {
        for (String condition : List.of("default", "+empathy")) {
          float[] state = new float[WIDTH];
          // Two coordinates of the plane, in another pair of dimensions and mirrored at each layer.
          state[2 * layer] = (float) (4 * random.nextGaussian()) * (layer % 2 == 0 ? 1 : -1);
          state[2 * layer + 1] = (float) (2 * random.nextGaussian());
          state[WIDTH - 1] = (float) (0.01 * random.nextGaussian());
          if (torn && layer == 3 && id.equals("p4") && condition.equals("default")) {
            state[0] = Float.NaN;
          }
          rows.add(row(id, condition, layer, state));
        }
      }
    }
    WrittenStates.write(store, spark.createDataset(rows, Encoders.bean(StateRow.class)), "r", "m");
    return store;
  }

  private static StateRow row(String id, String condition, int layer, float[] state) {
    StateRow row = new StateRow();
    row.setPromptId(id);
    row.setRole("prompt");
    row.setCategory("c");
    row.setTopic("t");
    row.setLang("en");
    row.setCondition(condition);
    row.setLayer(layer);
    row.setDepth((layer + 1) / 4.0);
    row.setPooling("last");
    row.setState(state);
    return row;
  }
}
