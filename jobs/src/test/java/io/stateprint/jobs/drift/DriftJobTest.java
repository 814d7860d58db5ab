package io.stateprint.jobs.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.drift.DriftLevel;
import io.stateprint.drift.Finding;
import io.stateprint.drift.ModelWatch;
import io.stateprint.drift.SeriesWatch;
import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.DriftRow;
import io.stateprint.jobs.tables.ReplicateNames;
import io.stateprint.jobs.tables.SeriesRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.prompts.Style;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the tables of runs whose states are known to the table {@code drift}. */
class DriftJobTest {
  private static SparkSession spark;
  private static Store store;
  @TempDir private static Path folder;

  @BeforeAll
  static void writeRuns() {
    spark = LocalSpark.open();
    store = Store.at(spark, folder.resolve("store").toString());
    new WrittenRun("ref", 0).write(spark, store, false);
    for (int r = 0; r <= 20; r++) {
      new WrittenRun(ReplicateNames.of("ref", r), Math.max(1, r)).write(spark, store, true);
    }
    new WrittenRun("same", 0).write(spark, store, false);
    new WrittenRun("rounded", 25).write(spark, store, false);
    new WrittenRun("moved", 26, 16, "new", "float32", 1).write(spark, store, false);
    new WrittenRun("narrow", 27, 0, "old", "bfloat16", 1).write(spark, store, false);
    new WrittenRun("words", 24, 0, "old", "float32", 2).write(spark, store, false);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void findsWhatMovedAndWritesIt() {
    ModelWatch watch = run("moved", List.of()).watch();

    assertThat(watch.verdict().level()).isEqualTo(DriftLevel.PERSONALITY);
    assertThat(watch.run().firstDriftedLayer()).isEqualTo(WrittenRun.LAST);
    assertThat(
            Objects.requireNonNull(Objects.requireNonNull(watch.personality()).drift())
                .findings()[Style.EMPATHY.index()])
        .isEqualTo(Finding.CHANGED);
    List<DriftRow> rows =
        store.read(Table.DRIFT, "moved", WrittenRun.MODEL).collectAsList().stream()
            .map(Table.DRIFT::record)
            .toList();
    assertThat(rows).hasSize(2 * WrittenRun.PROMPTS + 1);
    assertThat(rows)
        .filteredOn(row -> row.scope().equals("prompt") && row.verdict().equals("moved"))
        .hasSizeBetween(WrittenRun.PROMPTS, WrittenRun.PROMPTS + 1);
    assertThat(rows)
        .filteredOn(row -> row.scope().equals("run"))
        .allMatch(row -> row.verdict().equals("L3") && row.layer() == WrittenRun.LAST)
        .hasSize(1);
  }

  @Test
  void aRerunIsTheSameAndRoundingIsNumerical() {
    assertThat(run("same", List.of()).watch().verdict().level())
        .isEqualTo(DriftLevel.SAME_ARTEFACTS);
    assertThat(run("ref", List.of()).watch().verdict().level())
        .isEqualTo(DriftLevel.SAME_ARTEFACTS);
    DriftJob.Found rounded = run("rounded", List.of());
    assertThat(rounded.watch().verdict().level()).isEqualTo(DriftLevel.NUMERICAL);
    assertThat(rounded.unscored()).isEmpty();
  }

  @Test
  void aSeriesIsWatchedAndWrittenInItsOrder() {
    SeriesWatch series =
        Objects.requireNonNull(run("moved", List.of("same", "rounded", "moved")).watch().series());

    assertThat(series.looks()).extracting(SeriesWatch.Look::same).containsExactly("ref", "", "");
    assertThat(series.alarm()).isEqualTo("moved");
    List<SeriesRow> rows =
        store.read(Table.SERIES, "moved", WrittenRun.MODEL).collectAsList().stream()
            .map(Table.SERIES::record)
            .sorted(Comparator.comparingInt(SeriesRow::place))
            .toList();
    assertThat(rows).extracting(SeriesRow::look).containsExactly("same", "rounded", "moved");
    assertThat(rows).extracting(SeriesRow::repeats).containsExactly("ref", "", "");
    assertThat(rows).extracting(SeriesRow::alarm).containsExactly(false, false, true);
    assertThat(rows)
        .extracting(SeriesRow::logEvidence)
        .containsExactlyElementsOf(
            series.looks().stream().map(SeriesWatch.Look::evidence).toList());
    assertThat(rows.get(2).logEvidence()).isGreaterThan(Math.log(rows.get(2).alarmFrom()));

    run("moved", List.of());
    assertThat(store.has(Table.SERIES, "moved", WrittenRun.MODEL)).isTrue();
  }

  @Test
  void laterRunsAreThoseThatEndedLaterWithoutReplicates() {
    assertThat(new Shelf(store).later("ref", WrittenRun.MODEL))
        .containsExactly("words", "rounded", "moved", "narrow");
  }

  @Test
  void refusesWhatCannotBeCompared() {
    assertThatThrownBy(() -> run("narrow", List.of()))
        .hasMessageContaining("computed in bfloat16")
        .hasMessageContaining("in float32 alone");
    assertThatThrownBy(() -> run("words", List.of()))
        .hasMessageContaining("12 of the 12 key prompts are other tokens");
    assertThatThrownBy(() -> new Shelf(store).requireRun("gone"))
        .hasMessageContaining("it has moved, narrow, ref, rounded, same, words (");
    assertThatThrownBy(
            () ->
                new DriftJob(spark, store, 1)
                    .run(WrittenRun.MODEL, request("same", "ref"), "ref", List.of()))
        .hasMessageContaining("run same has 0 replicates, 20 are needed");
  }

  private static DriftJob.Found run(String current, List<String> looks) {
    return new DriftJob(spark, store, 1)
        .run(WrittenRun.MODEL, request("ref", current), current, looks);
  }

  private static DriftRequest request(String reference, String current) {
    return new DriftRequest(
        reference, Optional.of(current), false, List.of(), Optional.empty(), "last");
  }
}
