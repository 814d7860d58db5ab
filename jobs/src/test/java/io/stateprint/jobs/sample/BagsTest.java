package io.stateprint.jobs.sample;

import static io.stateprint.jobs.sample.TinySweep.MODELS;
import static io.stateprint.jobs.sample.TinySweep.assertSame;
import static io.stateprint.jobs.sample.TinySweep.job;
import static io.stateprint.jobs.sample.TinySweep.plan;
import static io.stateprint.jobs.sample.TinySweep.request;
import static io.stateprint.jobs.sample.TinySweep.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.jobs.tables.TokenRow;
import io.stateprint.jobs.tables.UnitFiles;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import io.stateprint.shard.LayerRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bags of embeddings lie beside the states, of the texts that V3 needs, and disturb nothing. */
class BagsTest {
  private static final String MODEL = "tiny-llama";

  /** 8 prompts under 8 instructions, 4 of them under one further wording of each. */
  private static final int BAGS = 8 * 8 + 4 * 8;

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
  void instructedTextsHaveOneBelowTheFirstLayer() throws IOException {
    Store store = store("bags");
    List<Text> texts = bank();
    RunRow run = run(store, "bags", plan(MODEL, texts, 2));

    assertThat(run.states()).isEqualTo(texts.size() * 4L * 2 + BAGS);
    assertThat(store.states("bags", MODEL).count()).isEqualTo(texts.size() * 4L * 2);
    assertThat(store.states("bags", MODEL).collectAsList())
        .allMatch(row -> row.getLayer() >= 0 && row.getDepth() > 0);
    assertThat(store.bags("bags", MODEL).collectAsList())
        .hasSize(BAGS)
        .allMatch(row -> row.getLayer() == -1 && row.getDepth() == 0)
        .allMatch(row -> row.getPooling().equals("user") && row.getTokens() > 1)
        .allMatch(
            row ->
                row.getRole().equals("prompt")
                    ? !row.getCondition().equals("default")
                    : row.getRole().equals("control") && row.getCondition().endsWith("/w2"));
  }

  /** From the bytes of the file and the tokens table, past the engine and its pooling. */
  @Test
  void theyAreTheMeansOfTheEmbeddingsOfTheUsersTokens() throws IOException {
    Store store = store("means");
    run(store, "means", plan(MODEL, bank(), 1));
    Map<String, float[]> found = bags(store, "means");
    float[][] table = embeddings();

    int compared = 0;
    for (TokenRow row : tokens(store, "means")) {
      float[] bag = found.get(row.promptId() + " " + row.condition());
      if (bag != null) {
        int[] own =
            IntStream.range(1, row.ids().length)
                .filter(t -> row.spans().get(t).equals("user"))
                .map(t -> row.ids()[t])
                .toArray();
        assertThat(own).hasSizeGreaterThan(5);
        TinySweep.assertNear(row.promptId() + " " + row.condition(), bag, mean(table, own));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(BAGS);
  }

  @Test
  void anyNumberOfShardsPartsAndLayersGivesTheSame() throws IOException {
    Store store = store("cut");
    run(store, "whole", plan(MODEL, bank(), 1));
    Map<String, float[]> expected = bags(store, "whole");

    run(store, "shards", plan(MODEL, bank(), 3).cut(4));
    assertSame(bags(store, "shards"), expected);

    ModelPlan high = plan(request(MODEL, new LayerChoice.Listed(List.of(2, 3)), 1), bank()).cut(2);
    assertThat(high.shards().get(0)).isEqualTo(new LayerRange(0, 2));
    RunRow run = run(store, "high", high);
    assertSame(bags(store, "high"), expected);
    assertThat(run.states()).isEqualTo(bank().size() * 2L * 2 + BAGS);
    assertThat(run.bytesRead()).isEqualTo(run.bytesPlanned());
  }

  @Test
  void theyPoolTheUsersTokensWhereStatesPoolTheLastOneOnly() throws IOException {
    ModelRequest both = request(MODEL, new LayerChoice.All(), 1);
    ModelRequest.Wanted wanted = both.wanted();
    ModelRequest last =
        new ModelRequest(
            both.id(),
            both.source(),
            both.chat(),
            both.system(),
            new ModelRequest.Wanted(
                wanted.layers(),
                List.of(Pooling.LAST),
                wanted.precision(),
                wanted.machine(),
                wanted.parts(),
                wanted.shards()),
            both.template());
    Store store = store("last");
    run(store, "both", plan(both, bank()));
    RunRow run = run(store, "last", plan(last, bank()));

    assertThat(run.states()).isEqualTo(bank().size() * 4L + BAGS);
    assertSame(bags(store, "last"), bags(store, "both"));
  }

  @Test
  void aSweepWithoutFurtherWordingsHasNone() {
    Store store = store("plain");
    RunRow run = run(store, "plain", plan(MODEL, texts(4), 1));

    assertThat(run.states()).isEqualTo(4 * 4 * 2);
    assertThat(store.bags("plain", MODEL).count()).isZero();
  }

  /** What an earlier version began says nothing of bags; it is finished as it was begun. */
  @Test
  void aRunThatAnEarlierVersionBeganGoesOnWithoutThem() throws IOException {
    Store store = store("old");
    ModelPlan plan = plan(MODEL, bank(), 1).cut(2);
    ModelPlan old = plan.begun(plan.shards(), plan.run().begun(plan.run().chunkTokens(), false));
    RunIdentity identity =
        new RunIdentity("old", "{}", "fingerprint", List.of("prompts"), 1, "test");
    UnitFiles files = store.units("old", MODEL);
    String begun = BegunModel.of(old, identity).json();
    assertThat(begun).contains(",\"bags\":false");
    files.begin(begun.replace(",\"bags\":false", ""));
    new UnitJobs(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            old,
            files,
            (model, count) -> {})
        .run();
    Files.delete(
        folder.resolve("old/states/run_id=old/model_id=tiny-llama/shard-001-part-00000.parquet"));

    RunRow run = run(store, "old", plan);

    assertThat(run.states()).isEqualTo(bank().size() * 4L * 2);
    assertThat(store.bags("old", MODEL).count()).isZero();
  }

  private Store store(String name) {
    return Store.at(spark, folder.resolve(name).toString());
  }

  private List<Text> bank() throws IOException {
    return Texts.read(WholeBank.small(folder)).texts();
  }

  private static RunRow run(Store store, String runId, ModelPlan plan) {
    return job(spark, store, runId).run(List.of(plan)).orThrow().get(0);
  }

  private static Map<String, float[]> bags(Store store, String runId) {
    Map<String, float[]> out = new TreeMap<>();
    for (StateRow row : store.bags(runId, MODEL).collectAsList()) {
      String key = row.getPromptId() + " " + row.getCondition();
      assertThat(out.put(key, row.getState())).describedAs("%s twice", key).isNull();
    }
    return out;
  }

  private static List<TokenRow> tokens(Store store, String runId) {
    return store.read(Table.TOKENS, runId, MODEL).collectAsList().stream()
        .map(Table.TOKENS::record)
        .toList();
  }

  /** The rows of the table in the file, (V, D); the tiny checkpoint keeps them in float32. */
  private static float[][] embeddings() throws IOException {
    Path model = MODELS.resolve(MODEL);
    try (Checkpoint checkpoint = Checkpoints.open(model.toString())) {
      Tensor tensor = checkpoint.tensor("model.embed_tokens.weight");
      int width = Math.toIntExact(tensor.shape().get(1));
      assertThat(tensor.bytes()).isEqualTo(4L * tensor.rows() * width);
      ByteBuffer bytes =
          ByteBuffer.wrap(Files.readAllBytes(model.resolve(tensor.file())))
              .order(ByteOrder.LITTLE_ENDIAN);
      float[][] out = new float[Math.toIntExact(tensor.rows())][width];
      for (int row = 0; row < out.length; row++) {
        for (int d = 0; d < width; d++) {
          out[row][d] = bytes.getFloat(Math.toIntExact(tensor.offset()) + 4 * (row * width + d));
        }
      }
      return out;
    }
  }

  private static float[] mean(float[][] table, int[] ids) {
    float[] out = new float[table[0].length];
    for (int d = 0; d < out.length; d++) {
      int at = d;
      out[d] = (float) IntStream.of(ids).mapToDouble(id -> table[id][at]).average().orElseThrow();
    }
    return out;
  }
}
