package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.jobs.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows read straight from the files are those that Spark's SQL reads. */
class StateRowsTest {
  private static final int LAYERS = 5;
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

  @Test
  void everyPlaceHasTheRowsThatSparkReads() throws IOException {
    Store store = store(700, 2000);

    List<StateFiles.Place> places = store.places("r", "m");
    assertThat(places).hasSize(2 * LAYERS);
    for (StateFiles.Place place : places) {
      List<String> found = read(store, place, "prompt");
      List<String> expected =
          store
              .states("r", "m")
              .filter(
                  functions
                      .col("layer")
                      .equalTo(place.layer())
                      .and(functions.col("pooling").equalTo(place.pooling()))
                      .and(functions.col("role").equalTo("prompt")))
              .collectAsList()
              .stream()
              .map(StateRowsTest::said)
              .toList();
      assertThat(found).hasSize(525).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aPlaceThatWasNotSampledHasNoRows() throws IOException {
    Store store = store(3, 4);

    assertThat(read(store, new StateFiles.Place(LAYERS, 1.0, "last"), "prompt")).isEmpty();
    assertThat(read(store, new StateFiles.Place(0, 0.2, "mean"), "prompt")).isEmpty();
  }

  @Test
  void aFileThatSparkWroteIsReadAsWell() throws IOException {
    Store store = store(9, 3);
    List<StateRow> rows = store.states("r", "m").collectAsList();
    WrittenStates.write(store, spark.createDataset(rows, Encoders.bean(StateRow.class)), "r2", "m");

    StateFiles.Place place = new StateFiles.Place(2, 0.6, "user");
    assertThat(read(store, place, "prompt", "r2"))
        .hasSize(7)
        .containsExactlyInAnyOrderElementsOf(read(store, place, "prompt"));
  }

  @Test
  void namesTheFileThatIsDamaged() throws IOException {
    Store store = store(50, 40);
    Path file = folder.resolve("states/run_id=r/model_id=m/shard-000-part-00000.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));

    assertThatThrownBy(() -> read(store, new StateFiles.Place(0, 0.2, "last"), "prompt"))
        .hasMessageContaining(file.toString())
        .satisfies(
            thrown ->
                assertThat(DamagedTable.in(thrown).orElseThrow())
                    .hasMessageContaining("delete")
                    .hasMessageContaining("runs/run_id=r/model_id=m"));
  }

  private List<String> read(Store store, StateFiles.Place place, String role) throws IOException {
    return read(store, place, role, "r");
  }

  private static List<String> read(Store store, StateFiles.Place place, String role, String runId)
      throws IOException {
    List<String> out = new ArrayList<>();
    try (StateRows rows =
        store.stateFiles(runId, "m").rows(place, row -> row.getRole().equals(role))) {
      rows.forEachRemaining(row -> out.add(said(row)));
    }
    List<String> ofRole = new ArrayList<>();
    try (StateRows rows = store.stateFiles(runId, "m").rows(place, role)) {
      rows.forEachRemaining(row -> ofRole.add(said(row)));
    }
    assertThat(ofRole).isEqualTo(out);
    return out;
  }

  private static String said(StateRow row) {
    return List.of(
            row.getPromptId(),
            row.getPromptSet(),
            row.getCategory(),
            row.getTopic(),
            row.getLang(),
            row.getRole(),
            row.getCondition(),
            row.getSystemPrompt(),
            row.getFormat(),
            row.getLayer(),
            row.getDepth(),
            row.getPooling(),
            row.getTokens(),
            row.getNorm(),
            Arrays.hashCode(row.getState()),
            row.getState().length)
        .toString();
  }

  /** Two files, layer after layer, one text in four an anchor; lists differ in length. */
  private Store store(int texts, int width) throws IOException {
    Store store = Store.at(spark, folder.toString());
    Random random = new Random(7);
    UnitFiles files = store.units("r", "m");
    for (int part = 0; part < 2; part++) {
      try (StateFile file = files.states(0, part)) {
        for (int layer = 0; layer < LAYERS; layer++) {
          for (int text = part; text < texts; text += 2) {
            for (String pooling : List.of("last", "user")) {
              file.add(row(random, text, layer, pooling, width - text % 3));
            }
          }
        }
        file.commit();
      }
    }
    store.completeStates("r", "m");
    return store;
  }

  private static StateRow row(Random random, int text, int layer, String pooling, int width) {
    StateRow row = new StateRow();
    row.setPromptId("p" + text);
    row.setPromptSet("свои.jsonl");
    row.setCategory("own");
    row.setTopic("тема " + text % 3);
    row.setLang("ru");
    row.setRole(text % 4 == 3 ? "anchor" : "prompt");
    row.setCondition("default");
    row.setFormat("chat");
    row.setLayer(layer);
    row.setDepth((layer + 1) / (double) LAYERS);
    row.setPooling(pooling);
    row.setTokens(text);
    row.setNorm(random.nextFloat());
    float[] state = new float[width];
    for (int i = 0; i < width; i++) {
      state[i] = random.nextFloat() - 0.5f;
    }
    row.setState(state);
    return row;
  }
}
