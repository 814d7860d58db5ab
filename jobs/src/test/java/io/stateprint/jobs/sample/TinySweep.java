package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.decoder.DeviceChoice;
import io.stateprint.decoder.Precision;
import io.stateprint.jobs.settings.MachineSettings;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import io.stateprint.tokens.TemplateSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** Plans on the tiny checkpoints, and what their states are compared with. */
final class TinySweep {
  static final Path MODELS = Path.of("../data-samples/models").toAbsolutePath().normalize();

  private TinySweep() {}

  static SampleJob job(SparkSession spark, Store store, String runId) {
    return new SampleJob(
        spark,
        store,
        new RunIdentity(runId, "{}", "fingerprint", List.of("prompts"), 1, "test"),
        (model, count) -> {});
  }

  static ModelPlan plan(String model, List<Text> texts, int parts) {
    return plan(request(model, new LayerChoice.All(), parts), texts);
  }

  static ModelPlan plan(ModelRequest request, List<Text> texts) {
    return ModelPlan.of(request, texts);
  }

  static ModelRequest request(String model, LayerChoice layers, int parts) {
    return request(MODELS.resolve(model), model, layers, parts);
  }

  static ModelRequest request(Path model, String id, LayerChoice layers, int parts) {
    return request(
        model, id, layers, parts, new MachineSettings(DeviceChoice.CPU, 64, Long.MAX_VALUE));
  }

  static ModelRequest request(
      Path model, String id, LayerChoice layers, int parts, MachineSettings machine) {
    return new ModelRequest(
        id,
        new ModelRequest.Source(model.toString(), model.toString()),
        true,
        Optional.empty(),
        new ModelRequest.Wanted(
            layers, List.of(Pooling.values()), Precision.FLOAT32, machine, parts, 1),
        new TemplateSettings(LocalDate.of(2026, 1, 1), Duration.ofSeconds(10)));
  }

  static List<Text> texts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> text("p" + i, "The status has not changed. ".repeat(1 + i % 4) + i))
        .toList();
  }

  static Text text(String id, String content) {
    return new Text(id, "own.jsonl", "own", id, "en", "prompt", "default", content);
  }

  static Map<String, float[]> states(Store store, String run, String model) {
    Map<String, float[]> states = new TreeMap<>();
    for (StateRow row : store.states(run, model).collectAsList()) {
      String key = "%s/%d/%s".formatted(row.getPromptId(), row.getLayer(), row.getPooling());
      assertThat(states.put(key, row.getState())).describedAs("%s twice", key).isNull();
    }
    return states;
  }

  static void assertSame(Map<String, float[]> some, Map<String, float[]> others) {
    assertThat(some.keySet()).isEqualTo(others.keySet());
    some.forEach((key, state) -> assertNear(key, state, others.get(key)));
  }

  static void assertNear(
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
