package io.stateprint.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.inference.Reasons;
import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.DriftRow;
import io.stateprint.jobs.tables.SeriesRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.page.PageDrift;
import io.stateprint.page.PageSeries;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts and series of a store, as its tables have them. */
class DriftHistoryTest {
  private static SparkSession spark;
  private static Store store;
  @TempDir private static Path folder;

  @BeforeAll
  static void writeTables() {
    spark = LocalSpark.open();
    store = Store.at(spark, folder.resolve("store").toString());
    write("b-night", "m", "2026-01-01", List.of(look(0, "a-night", 3, false, "")));
    write(
        "a-night",
        "m",
        "2026-01-02",
        List.of(look(1, "a-night", 5, true, ""), look(0, "b-night", -1, false, "")));
    write("c-night", "m", "2026-01-03", List.of());
    write(
        "b-night",
        "n",
        "2026-01-01",
        List.of(look(0, "b-night", Double.NaN, false, Reasons.of("series.few", 1, 10))));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theNewestSeriesOfEachModelIsShownInItsOrder() {
    DriftHistory history = DriftHistory.of(store);

    assertThat(history.gaps()).isEmpty();
    assertThat(history.found())
        .extracting(PageDrift::run)
        .containsExactly("b-night", "b-night", "a-night", "c-night");
    assertThat(history.series()).extracting(PageSeries::model).containsExactly("m", "n");
    PageSeries series = history.series().get(0);
    assertThat(series.run()).isEqualTo("a-night");
    assertThat(series.alarm()).isEqualTo("a-night");
    assertThat(series.alarmFrom()).isEqualTo(20);
    assertThat(series.looks())
        .extracting(PageSeries.Look::run)
        .containsExactly("b-night", "a-night");
    assertThat(series.looks().get(1).evidence()).isCloseTo(5 / Math.log(10), within(1e-12));
    assertThat(series.why()).isEmpty();
  }

  @Test
  void aSeriesThatCannotBeWatchedSaysWhyInBothLanguages() {
    PageSeries series = DriftHistory.of(store).series().get(1);

    assertThat(series.alarm()).isEmpty();
    assertThat(series.looks().get(0).evidence()).isNaN();
    assertThat(series.why().get("en")).contains("10");
    assertThat(series.why().get("ru")).containsPattern("[а-я]{3}");
  }

  private static SeriesRow look(int place, String run, double evidence, boolean alarm, String why) {
    return new SeriesRow("ref", place, run, "last", 0.5, 1.5, evidence, "", alarm, 20, why);
  }

  private static void write(String run, String model, String finished, List<SeriesRow> looks) {
    store.write(
        Table.RUNS,
        Table.RUNS.rows(spark, List.of(ManyTables.manifest(model, 4, 10, finished))),
        run,
        model);
    store.write(
        Table.DRIFT,
        Table.DRIFT.rows(
            spark,
            List.of(
                new DriftRow(
                    "run", "ref", "", 3, 0.5, "last", 1e-6, 1e-6, 0.5, Double.NaN, 1e-6, "L1"))),
        run,
        model);
    if (!looks.isEmpty()) {
      store.write(Table.SERIES, Table.SERIES.rows(spark, looks), run, model);
    }
  }
}
