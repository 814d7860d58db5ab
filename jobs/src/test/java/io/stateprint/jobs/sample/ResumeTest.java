package io.stateprint.jobs.sample;

import static io.stateprint.jobs.sample.TinySweep.MODELS;
import static io.stateprint.jobs.sample.TinySweep.job;
import static io.stateprint.jobs.sample.TinySweep.plan;
import static io.stateprint.jobs.sample.TinySweep.request;
import static io.stateprint.jobs.sample.TinySweep.states;
import static io.stateprint.jobs.sample.TinySweep.text;
import static io.stateprint.jobs.sample.TinySweep.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same run id again: resumed under the same configuration, refused under another. */
class ResumeTest {
  private static final Path PLACED = MODELS.resolve("tiny-llama");
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
  void leavesAModelAloneThatTheRunAlreadyHolds() throws IOException {
    Store store = store("again");
    ModelPlan plan = plan("tiny-llama", texts(3), 1);
    RunRow before = job(spark, store, "again").run(List.of(plan)).orThrow().get(0);
    List<String> files = files("again");

    RunRow after = job(spark, store, "again").run(List.of(plan)).orThrow().get(0);

    assertThat(after).isEqualTo(before);
    assertThat(files("again")).isEqualTo(files);
  }

  @Test
  void doesATornModelAgain() throws IOException {
    Store store = store("torn");
    ModelPlan plan = plan("tiny-llama", texts(3), 1);
    job(spark, store, "torn").run(List.of(plan));
    store.delete(Table.RUNS, "torn", "tiny-llama");
    Files.delete(folder.resolve("torn/states/run_id=torn/model_id=tiny-llama/_SUCCESS"));

    job(spark, store, "torn").run(List.of(plan));

    assertThat(states(store, "torn", "tiny-llama")).hasSize(3 * 4 * 2);
  }

  /** How many executors there are now does not matter: the model goes on as it was cut. */
  @Test
  void goesOnWithThePartsThatAnotherClusterWasGiven() throws IOException {
    Store store = store("shares");
    ModelPlan plan = plan("tiny-llama", texts(8), 0);
    List<Double> shares = List.of(0.7, 0.3);
    RunIdentity identity =
        new RunIdentity("shares", "{}", "fingerprint", List.of("prompts"), 1, "test");
    store
        .units("shares", "tiny-llama")
        .begin(BegunModel.of(plan.parted(shares), shares, identity).json());

    RunRow row = job(spark, store, "shares").run(List.of(plan)).orThrow().get(0);
    job(spark, store, "whole").run(List.of(plan)).orThrow();

    assertThat(row.partitions()).isEqualTo(2);
    assertThat(row.bytesRead()).isGreaterThan(plan.load().bytes());
    assertThat(files("shares")).anyMatch(file -> file.contains("part-00001"));
    TinySweep.assertSame(
        states(store, "shares", "tiny-llama"), states(store, "whole", "tiny-llama"));
  }

  @Test
  void refusesOtherPartsThanThoseThatWereChosen() {
    Store store = store("chosen");
    ModelPlan plan = plan("tiny-llama", texts(8), 2);
    RunIdentity identity =
        new RunIdentity("chosen", "{}", "fingerprint", List.of("prompts"), 1, "test");
    store
        .units("chosen", "tiny-llama")
        .begin(BegunModel.of(plan, List.of(0.7, 0.3), identity).json());

    assertThatThrownBy(() -> job(spark, store, "chosen").run(List.of(plan)).orThrow())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cut into 2 parts", "sweep.partitions = auto");
  }

  @Test
  void refusesToResumeWithOtherPrompts() {
    Store store = store("other");
    job(spark, store, "other").run(List.of(plan("tiny-llama", texts(3), 1)));
    RunIdentity changed =
        new RunIdentity("other", "{}", "fingerprint", List.of("other prompts"), 1, "test");

    assertThatThrownBy(
            () ->
                new SampleJob(spark, store, changed, (model, count) -> {})
                    .run(List.of(plan("tiny-llama", texts(3), 1)))
                    .orThrow())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot resume run other")
        .hasMessageContaining("prompts was \"prompts\" and is \"other prompts\"")
        .hasMessageContaining("sweep.run-id");
  }

  @Test
  void refusesToResumeWithAnotherSystemPrompt() {
    job(spark, store("system"), "system").run(List.of(plan("tiny-llama", texts(2), 1)));

    assertRefused(
        "system",
        with(request(), PLACED, true, Optional.of("Be brief.")),
        "system was none and is \"Be brief.\"");
  }

  @Test
  void refusesToResumeInAnotherFormat() {
    job(spark, store("format"), "format").run(List.of(plan("tiny-llama", texts(2), 1)));

    assertRefused(
        "format",
        with(request(), PLACED, false, Optional.empty()),
        "format was \"chat\" and is \"plain\"");
  }

  @Test
  void refusesToResumeWithAnEditedConfiguration() throws IOException {
    job(spark, store("edited"), "edited").run(List.of(plan("tiny-llama", texts(2), 1)));
    Path edited = copy("config.json", "\"rms_norm_eps\": 1e-05", "\"rms_norm_eps\": 1e-03");

    assertRefused(
        "edited", with(request(), edited, true, Optional.empty()), "model configuration was");
  }

  @Test
  void resumesWhereTheSameModelWasMoved() throws IOException {
    job(spark, store("moved"), "moved").run(List.of(plan("tiny-llama", texts(2), 1)));
    Path moved = copy("config.json", "\"", "\"");
    ModelRequest request = with(request(), moved, true, Optional.empty());

    assertThat(job(spark, store("moved"), "moved").run(List.of(plan(request, texts(2)))).failures())
        .isEmpty();
  }

  private void assertRefused(String run, ModelRequest changed, String difference) {
    assertThatThrownBy(
            () -> job(spark, store(run), run).run(List.of(plan(changed, texts(2)))).orThrow())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot resume run " + run)
        .hasMessageContaining(difference)
        .hasMessageContaining("choose another sweep.run-id");
  }

  private static ModelRequest request() {
    return TinySweep.request("tiny-llama", new LayerChoice.All(), 1);
  }

  private static ModelRequest with(
      ModelRequest request, Path model, boolean chat, Optional<String> system) {
    return new ModelRequest(
        request.id(),
        new ModelRequest.Source(model.toString(), model.toString()),
        chat,
        system,
        request.wanted(),
        request.template());
  }

  /** tiny-llama with one of its files edited. */
  private Path copy(String file, String from, String to) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(PLACED)) {
      for (Path one : files.toList()) {
        Files.copy(one, copy.resolve(one.getFileName()));
      }
    }
    String text = Files.readString(copy.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(copy.resolve(file), text.replace(from, to));
    return copy;
  }

  private Store store(String name) {
    return Store.at(spark, folder.resolve(name).toString());
  }

  private List<String> files(String store) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(store))) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
