package io.stateprint.jobs.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.decoder.DeviceChoice;
import io.stateprint.decoder.Precision;
import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.ModelRequest;
import io.stateprint.jobs.sample.RunIdentity;
import io.stateprint.jobs.sample.SampleJob;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.sample.WholeBank;
import io.stateprint.jobs.settings.FurtherSettings;
import io.stateprint.jobs.settings.MachineSettings;
import io.stateprint.jobs.settings.PromptSettings;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.jobs.tables.TrajectoryRow;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import io.stateprint.tokens.TemplateSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What job 2 measures of prompts and anchors does not depend on the texts beside them. */
class FurtherRolesTest {
  private static final Path MODELS = Path.of("../data-samples/models").toAbsolutePath().normalize();
  private static final String MODEL = "tiny-llama";
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
  void otherRolesChangeNothingOfTheArticle() throws IOException {
    Store store = Store.at(spark, folder.resolve("store").toString());
    PromptSettings every = WholeBank.small(folder);
    measured(store, "every", Texts.read(every));
    measured(store, "few", Texts.read(WholeBank.with(every, FurtherSettings.NONE)));

    assertThat(store.states("every", MODEL).count())
        .isGreaterThan(store.states("few", MODEL).count());
    for (Table<?> table : List.of(Table.DIRECTIONS, Table.PROFILES, Table.PORTRAITS)) {
      assertThat(ofAnchors(store, table, "every"))
          .describedAs(table.name())
          .isEqualTo(ofAnchors(store, table, "few"))
          .isPositive();
    }
    Map<String, TrajectoryRow> few = trajectories(store, "few");
    Map<String, TrajectoryRow> found = trajectories(store, "every");
    assertThat(found.keySet()).isEqualTo(few.keySet());
    found.forEach((key, row) -> assertNear(row, Objects.requireNonNull(few.get(key))));
  }

  private static long ofAnchors(Store store, Table<?> table, String run) {
    return store.read(table, run, MODEL).filter("method in ('article', 'contrast')").count();
  }

  /** What else goes through a layer moves the last digits of a state. */
  private static void assertNear(TrajectoryRow row, TrajectoryRow other) {
    assertThat(row.cosineRaw()).isCloseTo(other.cosineRaw(), within(1e-5));
    assertThat(row.cosineCentred()).isCloseTo(other.cosineCentred(), within(1e-4));
    assertThat(row.cosineCalibrated()).isCloseTo(other.cosineCalibrated(), within(1e-2));
  }

  private static Map<String, TrajectoryRow> trajectories(Store store, String run) {
    return store.read(Table.TRAJECTORIES, run, MODEL).collectAsList().stream()
        .map(Table.TRAJECTORIES::record)
        .collect(
            Collectors.toMap(
                r -> List.of(r.promptId(), r.condition(), r.layer(), r.pooling(), r.style()) + "",
                r -> r));
  }

  private static void measured(Store store, String run, Texts texts) {
    String location = MODELS.resolve(MODEL).toString();
    ModelRequest request =
        new ModelRequest(
            MODEL,
            new ModelRequest.Source(MODEL, location),
            true,
            Optional.empty(),
            new ModelRequest.Wanted(
                new LayerChoice.Listed(List.of(1, 3)),
                List.of(Pooling.values()),
                Precision.FLOAT32,
                new MachineSettings(DeviceChoice.CPU, 512, Long.MAX_VALUE),
                1,
                1),
            new TemplateSettings(LocalDate.of(2026, 1, 1), Duration.ofSeconds(10)));
    new SampleJob(
            spark,
            store,
            new RunIdentity(run, "{}", "fingerprint", texts.sha256(), 1, "test"),
            (model, count) -> {})
        .run(List.of(ModelPlan.of(request, texts.texts())))
        .orThrow();
    new StyleJob(spark, store, 1).run(run, MODEL);
  }
}
