package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.decoder.Precision;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import io.stateprint.storage.InputException;
import io.stateprint.tokens.TemplateSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleJobTest {
  private static final Path MODELS = Path.of("../data-samples/models").toAbsolutePath().normalize();
  private static SparkSession spark;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.scheduler.mode", "FAIR")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void writesEveryPromptLayerAndPoolingOfTwoModelsSideBySide() {
    Store store = store("two");
    List<RunRow> runs =
        job(store, "two")
            .run(List.of(plan("tiny-llama", texts(6), 1), plan("tiny-qwen2", texts(6), 1)));

    assertThat(runs).extracting(RunRow::architecture).containsExactly("llama", "qwen2");
    for (String model : List.of("tiny-llama", "tiny-qwen2")) {
      assertThat(states(store, "two", model)).hasSize(6 * 4 * 2);
      assertThat(store.read(Table.TOKENS, "two", model).count()).isEqualTo(6);
    }
    for (RunRow run : runs) {
      assertThat(run.bytesRead()).isEqualTo(run.bytesPlanned());
      assertThat(run.states()).isEqualTo(48);
      assertThat(run.peakRssBytes()).isPositive();
      assertThat(run.configuration()).isEqualTo("{}");
    }
  }

  @Test
  void statesAreTheSameInAnyOrderAndInAnyNumberOfParts() {
    Store store = store("parts");
    List<Text> texts = texts(11);
    job(store, "whole").run(List.of(plan("tiny-llama", texts, 1)));
    Map<String, float[]> whole = states(store, "whole", "tiny-llama");
    for (int parts : new int[] {2, 5}) {
      List<Text> shuffled = new ArrayList<>(texts);
      Collections.shuffle(shuffled, new Random(parts));
      job(store, "cut" + parts).run(List.of(plan("tiny-llama", shuffled, parts)));
      assertSame(states(store, "cut" + parts, "tiny-llama"), whole);
    }
    job(store, "alone").run(List.of(plan("tiny-llama", texts.subList(4, 5), 1)));
    states(store, "alone", "tiny-llama")
        .forEach((key, state) -> assertNear(key, state, whole.get(key)));
  }

  @Test
  void readsNothingAboveTheLastSampledLayer() {
    ModelPlan all = plan(request("tiny-llama", new LayerChoice.All(), 1), texts(3));
    ModelPlan first = plan(request("tiny-llama", new LayerChoice.Listed(List.of(1)), 1), texts(3));
    Store store = store("first");
    RunRow run = job(store, "first").run(List.of(first)).get(0);

    assertThat(run.bytesRead()).isEqualTo(first.load().bytes()).isLessThan(all.load().bytes());
    assertThat(states(store, "first", "tiny-llama").keySet())
        .allMatch(key -> key.contains("/1/"))
        .hasSize(6);
  }

  @Test
  void leavesAModelAloneThatTheRunAlreadyHolds() throws IOException {
    Store store = store("again");
    ModelPlan plan = plan("tiny-llama", texts(3), 1);
    RunRow before = job(store, "again").run(List.of(plan)).get(0);
    List<String> files = files("again");

    RunRow after = job(store, "again").run(List.of(plan)).get(0);

    assertThat(after).isEqualTo(before);
    assertThat(files("again")).isEqualTo(files);
  }

  @Test
  void doesATornModelAgain() throws IOException {
    Store store = store("torn");
    ModelPlan plan = plan("tiny-llama", texts(3), 1);
    job(store, "torn").run(List.of(plan));
    store.delete(Table.RUNS, "torn", "tiny-llama");
    Files.delete(folder.resolve("torn/states/run_id=torn/model_id=tiny-llama/_SUCCESS"));

    job(store, "torn").run(List.of(plan));

    assertThat(states(store, "torn", "tiny-llama")).hasSize(3 * 4 * 2);
  }

  @Test
  void refusesToResumeWithOtherPrompts() {
    Store store = store("other");
    job(store, "other").run(List.of(plan("tiny-llama", texts(3), 1)));
    RunIdentity changed =
        new RunIdentity("other", "{}", "fingerprint", List.of("other prompts"), 1, "test");

    assertThatThrownBy(
            () ->
                new SampleJob(spark, store, changed, (model, done, all) -> {})
                    .run(List.of(plan("tiny-llama", texts(3), 1))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot resume run other")
        .hasMessageContaining("sweep.run-id");
  }

  @Test
  void refusesATextLongerThanTheContextBeforeReadingWeights() {
    Text longText = text("too-long", "word ".repeat(600));

    assertThatThrownBy(() -> plan("tiny-llama", List.of(longText), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too-long")
        .hasMessageContaining("context is 512");
  }

  @Test
  void refusesLayersThatTheModelLacks() {
    assertThatThrownBy(
            () -> plan(request("tiny-llama", new LayerChoice.Listed(List.of(4)), 1), texts(1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("[4]")
        .hasMessageContaining("layers 0 to 3");
  }

  @Test
  void stopsAtAStateThatIsNotANumberAndNamesIt() throws IOException {
    Path damaged = damaged(Float.NaN);

    assertThatThrownBy(() -> sampled(damaged, "nan"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("prompt p")
        .hasMessageContaining("layer 0")
        .hasMessageContaining("NaN");
    assertThat(store("nan").hasStates("nan", "damaged")).isFalse();
  }

  @Test
  void stopsAtAStateThatIsAllZeroAndNamesIt() throws IOException {
    Path damaged = damaged(0f);

    assertThatThrownBy(() -> sampled(damaged, "zero"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("prompt p")
        .hasMessageContaining("all zero");
  }

  @Test
  void namesTheModelThatFailsAndKeepsTheOther() throws IOException {
    Path damaged = damaged(Float.NaN);
    Store store = store("one-sick");
    ModelRequest sick = request(damaged, "damaged", new LayerChoice.All(), 1);

    assertThatThrownBy(
            () ->
                job(store, "one-sick")
                    .run(List.of(ModelPlan.of(sick, texts(2)), plan("tiny-mistral", texts(2), 1))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 of 2 models")
        .hasMessageContaining("damaged:");
    assertThat(states(store, "one-sick", "tiny-mistral")).hasSize(2 * 4 * 2);
  }

  private void sampled(Path model, String run) {
    ModelRequest request = request(model, "damaged", new LayerChoice.All(), 1);
    job(store(run), run).run(List.of(ModelPlan.of(request, texts(2))));
  }

  /** A copy of tiny-llama-f16 whose embedding and weights are all of one value. */
  private Path damaged(float value) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("damaged" + value));
    try (Stream<Path> files = Files.list(MODELS.resolve("tiny-llama"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName().toString()));
      }
    }
    Path weights = copy.resolve("model.safetensors");
    try (FileChannel channel =
        FileChannel.open(weights, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(length, 0);
      long start = 8 + length.getLong(0);
      ByteBuffer floats =
          ByteBuffer.allocate((int) (channel.size() - start)).order(ByteOrder.LITTLE_ENDIAN);
      while (floats.remaining() >= 4) {
        floats.putFloat(value);
      }
      channel.write(floats.flip(), start);
    }
    return copy;
  }

  private Store store(String name) {
    return Store.at(spark, folder.resolve(name).toString());
  }

  private static SampleJob job(Store store, String runId) {
    return new SampleJob(
        spark,
        store,
        new RunIdentity(runId, "{}", "fingerprint", List.of("prompts"), 1, "test"),
        (model, done, all) -> {});
  }

  private List<String> files(String store) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(store))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static ModelPlan plan(String model, List<Text> texts, int parts) {
    return plan(request(model, new LayerChoice.All(), parts), texts);
  }

  private static ModelPlan plan(ModelRequest request, List<Text> texts) {
    return ModelPlan.of(request, texts);
  }

  private static ModelRequest request(String model, LayerChoice layers, int parts) {
    return request(MODELS.resolve(model), model, layers, parts);
  }

  private static ModelRequest request(Path model, String id, LayerChoice layers, int parts) {
    return new ModelRequest(
        id,
        model.toString(),
        true,
        Optional.empty(),
        new ModelRequest.Wanted(layers, List.of(Pooling.values()), Precision.FLOAT32, 64, parts),
        new TemplateSettings(LocalDate.of(2026, 1, 1), Duration.ofSeconds(10)));
  }

  private static List<Text> texts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> text("p" + i, "The status has not changed. ".repeat(1 + i % 4) + i))
        .toList();
  }

  private static Text text(String id, String content) {
    return new Text(id, "own.jsonl", "own", id, "en", "prompt", "default", content);
  }

  private static Map<String, float[]> states(Store store, String run, String model) {
    Map<String, float[]> states = new TreeMap<>();
    for (StateRow row : store.states(run, model).collectAsList()) {
      String key = "%s/%d/%s".formatted(row.getPromptId(), row.getLayer(), row.getPooling());
      assertThat(states.put(key, row.getState())).describedAs("%s twice", key).isNull();
    }
    return states;
  }

  private static void assertSame(Map<String, float[]> some, Map<String, float[]> others) {
    assertThat(some.keySet()).isEqualTo(others.keySet());
    some.forEach((key, state) -> assertNear(key, state, others.get(key)));
  }

  private static void assertNear(
      String key, float[] some, float @org.jspecify.annotations.Nullable [] other) {
    float[] expected = Objects.requireNonNull(other);
    double difference = 0;
    double size = 0;
    for (int d = 0; d < some.length; d++) {
      difference += Math.pow(some[d] - expected[d], 2);
      size += Math.pow(expected[d], 2);
    }
    assertThat(Math.sqrt(difference / size)).describedAs(key).isLessThan(1e-5);
  }
}
