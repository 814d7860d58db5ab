package io.stateprint.jobs.report;

import io.stateprint.jobs.tables.DriftRow;
import io.stateprint.jobs.tables.ReplicateNames;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.SeriesRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.page.Gap;
import io.stateprint.page.PageDrift;
import io.stateprint.page.PageSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What {@code drift} found in the runs of a store, by when they ended. */
public final class DriftHistory {
  /** Runs that are read, the newest ones. */
  private static final int MOST_RUNS = 100;

  private static final int MOST_PROMPTS = 20;

  private final Store store;
  private final List<PageDrift> found = new ArrayList<>();
  private final Map<String, PageSeries> series = new TreeMap<>();
  private final List<Gap> gaps = new ArrayList<>();

  private DriftHistory(Store store) {
    this.store = store;
  }

  /** Reads the verdicts of a store. */
  public static DriftHistory of(Store store) {
    DriftHistory history = new DriftHistory(store);
    history.read();
    return history;
  }

  /** One a run and model, by time. */
  public List<PageDrift> found() {
    return List.copyOf(found);
  }

  /** The newest series of each model. */
  public List<PageSeries> series() {
    return List.copyOf(series.values());
  }

  /** What could not be read. */
  public List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  private record Watched(String runId, String modelId) {}

  private void read() {
    List<Watched> watched = new ArrayList<>();
    for (String runId : store.runIds()) {
      if (!ReplicateNames.isOne(runId)) {
        store.modelIds(runId).stream()
            .filter(modelId -> store.has(Table.DRIFT, runId, modelId))
            .forEach(modelId -> watched.add(new Watched(runId, modelId)));
      }
    }
    if (watched.size() > MOST_RUNS) {
      gaps.add(Gap.of("drift.cut", Integer.toString(MOST_RUNS), Integer.toString(watched.size())));
    }
    watched.stream().skip(Math.max(0, watched.size() - MOST_RUNS)).forEach(this::read);
    found.sort(Comparator.comparing(PageDrift::finished).thenComparing(PageDrift::model));
    for (PageDrift one : found) {
      readSeries(new Watched(one.run(), one.model()));
    }
  }

  private void read(Watched one) {
    ModelTables tables = new ModelTables(store, one.runId(), one.modelId());
    List<RunRow> manifest = tables.rows(Table.RUNS);
    List<DriftRow> runs =
        tables.read(
            Table.DRIFT,
            rows ->
                rows.filter(functions.col("scope").equalTo("run")).collectAsList().stream()
                    .map(Table.DRIFT::record)
                    .toList());
    Column moved = functions.col("verdict").equalTo("moved");
    List<Row> prompts =
        tables.read(
            Table.DRIFT,
            rows ->
                rows.filter(functions.col("scope").equalTo("prompt"))
                    .groupBy("prompt_id")
                    .agg(
                        functions.count(functions.lit(1)),
                        functions.sum(functions.when(moved, 1L).otherwise(0L)))
                    .collectAsList());
    gaps.addAll(tables.gaps());
    if (!manifest.isEmpty()) {
      runs.forEach(row -> found.add(drift(one, manifest.get(0), row, prompts)));
    }
  }

  private static PageDrift drift(Watched one, RunRow manifest, DriftRow row, List<Row> prompts) {
    return new PageDrift(
        one.runId(),
        one.modelId(),
        row.reference(),
        manifest.finished(),
        row.pooling(),
        row.layer(),
        row.depth(),
        row.distance(),
        row.floor(),
        row.p(),
        row.legacyDistance(),
        row.verdict(),
        prompts.stream().mapToLong(prompt -> prompt.getLong(1)).sum(),
        prompts.stream().mapToLong(prompt -> prompt.getLong(2)).sum(),
        prompts.stream()
            .filter(prompt -> prompt.getLong(2) > 0)
            .map(prompt -> new PageDrift.Moved(prompt.getString(0), prompt.getLong(2)))
            .sorted(
                Comparator.comparingLong(PageDrift.Moved::layers)
                    .reversed()
                    .thenComparing(PageDrift.Moved::id))
            .limit(MOST_PROMPTS)
            .toList());
  }

  /** Those of later runs replace those of earlier ones. */
  private void readSeries(Watched one) {
    ModelTables tables = new ModelTables(store, one.runId(), one.modelId());
    List<SeriesRow> rows =
        tables.rowsIfThere(Table.SERIES).stream()
            .sorted(Comparator.comparingInt(SeriesRow::place))
            .toList();
    gaps.addAll(tables.gaps());
    if (!rows.isEmpty()) {
      series.put(one.modelId(), series(one, rows));
    }
  }

  private static PageSeries series(Watched one, List<SeriesRow> rows) {
    SeriesRow first = rows.get(0);
    return new PageSeries(
        one.runId(),
        one.modelId(),
        first.reference(),
        first.pooling(),
        first.alarmFrom(),
        rows.stream().filter(SeriesRow::alarm).map(SeriesRow::look).findFirst().orElse(""),
        ReportedModel.inBoth(first.why()),
        rows.stream()
            .map(
                row ->
                    new PageSeries.Look(
                        row.look(),
                        row.score(),
                        row.z(),
                        row.logEvidence() / Math.log(10),
                        row.repeats()))
            .toList());
  }
}
