package io.stateprint.jobs.report;

import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.page.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The tables of one model of a run; what is missing or of another version is a gap. */
final class ModelTables {
  private static final int LONGEST = 300;

  private final Store store;
  private final String runId;
  private final String modelId;
  private final List<Gap> gaps = new ArrayList<>();

  ModelTables(Store store, String runId, String modelId) {
    this.store = store;
    this.runId = runId;
    this.modelId = modelId;
  }

  /** What was missing until now. */
  List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  /**
   * All rows of a table, a bounded number: those of {@code profiles}, the largest one that is read
   * so, are layers x categories x styles.
   */
  <T extends Record> List<T> rows(Table<T> table) {
    return read(table, rows -> rows.collectAsList().stream().map(table::record).toList());
  }

  /** What a query gives of a table; nothing where the table is missing or of another version. */
  <T> List<T> read(Table<?> table, Query<T> query) {
    if (!store.has(table, runId, modelId)) {
      gaps.add(Gap.of("table." + table.name(), modelId));
      return List.of();
    }
    return unlessUnreadable(table.name(), () -> query.of(store.read(table, runId, modelId)));
  }

  /** The same, and a table that is missing is no gap. */
  <T extends Record> List<T> rowsIfThere(Table<T> table) {
    return store.has(table, runId, modelId) ? rows(table) : List.of();
  }

  /** What a query gives of a table; a table that is missing is no gap. */
  <T> List<T> readIfThere(Table<?> table, Query<T> query) {
    return store.has(table, runId, modelId) ? read(table, query) : List.of();
  }

  /** What some reading gives; a gap where it fails. */
  @SuppressWarnings("CatchingUnchecked") // Spark throws checked exceptions that it does not declare
  <T> List<T> unlessUnreadable(String name, Supplier<List<T>> reading) {
    try {
      return reading.get();
    } catch (Exception e) {
      gaps.add(Gap.of("unreadable", name, modelId, said(e)));
      return List.of();
    }
  }

  /** The first line of what went wrong. */
  static String said(Throwable failure) {
    String all = String.valueOf(failure.getMessage());
    String first = all.lines().findFirst().orElse(failure.getClass().getSimpleName());
    return first.length() <= LONGEST
        ? first
        : String.format(Locale.ROOT, "%s…", first.substring(0, LONGEST));
  }

  /** Rows of a table to a bounded number of things. */
  interface Query<T> {
    List<T> of(Dataset<Row> rows);
  }
}
