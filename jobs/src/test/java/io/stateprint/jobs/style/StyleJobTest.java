package io.stateprint.jobs.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.decoder.DeviceChoice;
import io.stateprint.decoder.Precision;
import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.ModelRequest;
import io.stateprint.jobs.sample.RunIdentity;
import io.stateprint.jobs.sample.SampleJob;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.MachineSettings;
import io.stateprint.jobs.settings.PromptSettings;
import io.stateprint.jobs.tables.DirectionRow;
import io.stateprint.jobs.tables.PortraitRow;
import io.stateprint.jobs.tables.ProfileRow;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.jobs.tables.TrajectoryRow;
import io.stateprint.jobs.tables.WrittenStates;
import io.stateprint.portrait.Portrait;
import io.stateprint.prompts.Style;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import io.stateprint.storage.InputException;
import io.stateprint.tokens.TemplateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both jobs on a tiny checkpoint: 8 prompts under three conditions, 160 anchors. */
class StyleJobTest {
  private static final Path SAMPLES = Path.of("../data-samples").toAbsolutePath().normalize();
  private static final String MODEL = "tiny-llama";
  private static final int PROMPTS = 8;
  private static final RecursiveComparisonConfiguration NAN_IS_NAN =
      RecursiveComparisonConfiguration.builder()
          .withComparatorForType(Double::compare, Double.class)
          .build();
  private static SparkSession spark;
  private static Store store;
  private static List<Portrait> portraits;
  @TempDir private static Path folder;

  @BeforeAll
  static void runBothJobs() throws IOException {
    spark = LocalSpark.open();
    store = Store.at(spark, folder.resolve("store").toString());
    sample("one");
    portraits = new StyleJob(spark, store, 1).run("one", MODEL).portraits();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void writesEveryRowOfTheFourTables() {
    assertThat(rows(Table.DIRECTIONS)).hasSize(4 * 2 * 4 * 2);
    assertThat(rows(Table.TRAJECTORIES)).hasSize(PROMPTS * 3 * 4 * 2 * 4);
    assertThat(rows(Table.PROFILES)).hasSize((4 + 1) * 4 * 2 * 4);
    assertThat(rows(Table.PORTRAITS))
        .extracting(PortraitRow::pooling)
        .containsExactlyInAnyOrder("last", "user");
    assertThat(portraits).extracting(Portrait::pooling).containsExactly("last", "user");
  }

  @Test
  void aTableOfLayersIsNoMoreFilesThanThereAreCores() throws IOException {
    for (Table<?> table : List.of(Table.DIRECTIONS, Table.TRAJECTORIES)) {
      try (Stream<Path> files = Files.walk(folder.resolve("store").resolve(table.name()))) {
        assertThat(files.filter(file -> file.toString().endsWith(".parquet")).toList())
            .hasSizeBetween(1, 1 + spark.sparkContext().defaultParallelism());
      }
    }
  }

  @Test
  void rawCosinesAreThoseOfTheStoredStatesToTheMeansOfTheStoredAnchors() {
    Map<String, List<StateRow>> byRole =
        store.states("one", MODEL).collectAsList().stream()
            .filter(row -> row.getLayer() == 2 && row.getPooling().equals("user"))
            .collect(Collectors.groupingBy(StateRow::getRole));
    Map<String, TrajectoryRow> found =
        rows(Table.TRAJECTORIES).stream()
            .filter(row -> row.layer() == 2 && row.pooling().equals("user"))
            .collect(Collectors.toMap(r -> r.promptId() + r.condition() + r.style(), r -> r));
    for (Style style : Style.values()) {
      double[] mean = mean(byRole.getOrDefault("anchor", List.of()), style.id());
      for (StateRow prompt : byRole.getOrDefault("prompt", List.of())) {
        String key = prompt.getPromptId() + prompt.getCondition() + style.id();
        assertThat(Objects.requireNonNull(found.get(key)).cosineRaw())
            .describedAs(key)
            .isCloseTo(cosine(prompt.getState(), mean), within(1e-6));
      }
    }
  }

  @Test
  void profilesAreMeansOfTheTrajectoriesInsideTheirIntervals() {
    List<TrajectoryRow> plain =
        rows(Table.TRAJECTORIES).stream().filter(r -> r.condition().equals("default")).toList();
    for (ProfileRow profile : rows(Table.PROFILES)) {
      double mean =
          plain.stream()
              .filter(r -> r.layer() == profile.layer() && r.pooling().equals(profile.pooling()))
              .filter(r -> r.style().equals(profile.style()))
              .filter(r -> List.of(r.category(), "all").contains(profile.category()))
              .mapToDouble(TrajectoryRow::cosineCentred)
              .average()
              .orElseThrow();
      assertThat(profile.estimate()).isCloseTo(mean, within(1e-9));
      assertThat(profile.ciLow()).isLessThanOrEqualTo(profile.estimate());
      assertThat(profile.ciHigh()).isGreaterThanOrEqualTo(profile.estimate());
      assertThat(profile.method()).isEqualTo("article");
      assertThat(profile.grade()).isEqualTo("ungraded");
    }
  }

  @Test
  void measuresTheSameTwiceAndReplacesWhatItWrote() {
    List<DirectionRow> directions = rows(Table.DIRECTIONS);
    List<ProfileRow> profiles = rows(Table.PROFILES);

    new StyleJob(spark, store, 1).run("one", MODEL);

    assertThat(rows(Table.DIRECTIONS))
        .usingRecursiveFieldByFieldElementComparator(NAN_IS_NAN)
        .containsExactlyInAnyOrderElementsOf(directions);
    assertThat(rows(Table.PROFILES))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrderElementsOf(profiles);
  }

  @Test
  void namesATextWhoseStatesAreMissing() {
    StateRow victim =
        store
            .states("one", MODEL)
            .filter((FilterFunction<StateRow>) StyleJobTest::isVictim)
            .first();
    List<StateRow> rest =
        store
            .states("one", MODEL)
            .filter((FilterFunction<StateRow>) r -> !isVictim(r))
            .collectAsList();
    copyManifest("torn");
    WrittenStates.write(
        store,
        spark.createDataset(rest, org.apache.spark.sql.Encoders.bean(StateRow.class)),
        "torn",
        MODEL);

    assertThatThrownBy(() -> new StyleJob(spark, store, 1).run("torn", MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("prompt " + victim.getPromptId() + " (+empathy) has 7 states of 8")
        .hasMessageContaining("1 texts are so");
    assertThat(store.has(Table.TRAJECTORIES, "torn", MODEL)).isFalse();
  }

  @Test
  void asksForTheStatesThatARunHasNot() {
    assertThatThrownBy(() -> new StyleJob(spark, store, 1).run("never", MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("run never has none; sample it first");
  }

  private static boolean isVictim(StateRow row) {
    return row.getRole().equals("prompt")
        && row.getCondition().equals("+empathy")
        && row.getPromptId().equals("sup-002-en")
        && row.getLayer() == 3
        && row.getPooling().equals("last");
  }

  private static void copyManifest(String run) {
    store.write(Table.TOKENS, store.read(Table.TOKENS, "one", MODEL), run, MODEL);
    store.write(Table.RUNS, store.read(Table.RUNS, "one", MODEL), run, MODEL);
  }

  private static void sample(String run) throws IOException {
    Path bank = SAMPLES.resolve("prompts/bank-1.0.0.en.jsonl");
    List<String> all = Files.readAllLines(bank);
    List<String> some = new ArrayList<>();
    for (int i = 0; i < PROMPTS; i++) {
      some.add(all.get(i / 2 * 25 + i % 2));
    }
    Texts texts =
        Texts.read(
            new PromptSettings(
                List.of(Files.write(folder.resolve("some.jsonl"), some)),
                List.of(SAMPLES.resolve("prompts/anchors-1.0.0.en.jsonl")),
                List.of(SAMPLES.resolve("prompts/styles-1.0.0.en.jsonl")),
                List.of("default", "+empathy", "-empathy")));
    ModelRequest request =
        new ModelRequest(
            MODEL,
            new ModelRequest.Source(MODEL, SAMPLES.resolve("models").resolve(MODEL).toString()),
            true,
            Optional.empty(),
            new ModelRequest.Wanted(
                new LayerChoice.All(),
                List.of(Pooling.values()),
                Precision.FLOAT32,
                new MachineSettings(DeviceChoice.CPU, 512, Long.MAX_VALUE),
                2,
                1),
            new TemplateSettings(LocalDate.of(2026, 1, 1), Duration.ofSeconds(10)));
    new SampleJob(
            spark,
            store,
            new RunIdentity(run, "{}", "fingerprint", texts.sha256(), 1, "test"),
            (model, count) -> {})
        .run(List.of(ModelPlan.of(request, texts.texts())))
        .orThrow();
  }

  private static <T extends Record> List<T> rows(Table<T> table) {
    return store.read(table, "one", MODEL).collectAsList().stream().map(table::record).toList();
  }

  private static double[] mean(List<StateRow> anchors, String style) {
    double[] sum = new double[anchors.get(0).getState().length];
    List<StateRow> mine = anchors.stream().filter(a -> a.getCategory().equals(style)).toList();
    mine.forEach(
        anchor -> {
          for (int d = 0; d < sum.length; d++) {
            sum[d] += anchor.getState()[d] / mine.size();
          }
        });
    assertThat(mine).hasSize(40);
    return sum;
  }

  private static double cosine(float[] state, double[] other) {
    double dot = 0;
    double one = 0;
    double two = 0;
    for (int d = 0; d < state.length; d++) {
      dot += state[d] * other[d];
      one += (double) state[d] * state[d];
      two += other[d] * other[d];
    }
    return dot / Math.sqrt(one * two);
  }
}
