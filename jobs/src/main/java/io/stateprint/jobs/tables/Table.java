package io.stateprint.jobs.tables;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A table of the store: its name and its columns.
 *
 * @param <T> a row
 */
public final class Table<T extends Record> {
  /** What a task may carry to an executor is bounded (spark.rpc.message.maxSize, 128 MiB). */
  private static final long BYTES_OF_A_TASK = 16L << 20;

  private static final long WORD = 8;

  /** Prompt x condition: what was tokenized. */
  public static final Table<TokenRow> TOKENS = new Table<>("tokens", TokenRow.class);

  /** Model x layer x pooling x style x method. */
  public static final Table<DirectionRow> DIRECTIONS =
      new Table<>("directions", DirectionRow.class);

  /** Prompt x condition x layer x pooling x style. */
  public static final Table<TrajectoryRow> TRAJECTORIES =
      new Table<>("trajectories", TrajectoryRow.class);

  /** Model x category x layer x pooling x style. */
  public static final Table<ProfileRow> PROFILES = new Table<>("profiles", ProfileRow.class);

  /** Model x pooling x style x category: percents of range over the reliable layers. */
  public static final Table<ScoreRow> SCORES = new Table<>("scores", ScoreRow.class);

  /** Model x pooling x style x check. */
  public static final Table<CheckRow> CHECKS = new Table<>("checks", CheckRow.class);

  /** Model x pooling x method. */
  public static final Table<PortraitRow> PORTRAITS = new Table<>("portraits", PortraitRow.class);

  /** Prompt x layer, and run: what moved. */
  public static final Table<DriftRow> DRIFT = new Table<>("drift", DriftRow.class);

  /** Look of a series of runs. */
  public static final Table<SeriesRow> SERIES = new Table<>("series", SeriesRow.class);

  /** Fingerprint of weights x published finding. */
  public static final Table<ExternalRow> EXTERNAL = new Table<>("external", ExternalRow.class);

  /** Run x model: the manifest. */
  public static final Table<RunRow> RUNS = new Table<>("runs", RunRow.class);

  private final String name;
  private final RowRecord<T> rows;

  private Table(String name, Class<T> type) {
    this.name = name;
    this.rows = new RowRecord<>(type);
  }

  /** Its folder in the store. */
  public String name() {
    return name;
  }

  /** Its columns, without {@code run_id} and {@code model_id}, which are folders. */
  public StructType schema() {
    return rows.schema();
  }

  /** A record as a row. */
  public Row row(T record) {
    return rows.row(record);
  }

  /** A row as a record. */
  public T record(Row row) {
    return rows.of(row);
  }

  /**
   * Records as a dataset; for a bounded number of rows that the driver made. They become few files,
   * however many cores the executors have, and tasks of few megabytes, however large the rows are.
   */
  public Dataset<Row> rows(SparkSession spark, List<T> records) {
    List<Row> all = records.stream().map(rows::row).toList();
    long bytes = all.stream().mapToLong(Table::bytes).sum();
    int tasks = (int) Math.min(Math.max(1, all.size()), 1 + bytes / BYTES_OF_A_TASK);
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(all, tasks), schema());
  }

  /** As Spark lays values out, about. */
  private static long bytes(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::get).mapToLong(Table::bytes).sum();
  }

  private static long bytes(@Nullable Object value) {
    if (value instanceof String[] texts) {
      return Arrays.stream(texts).mapToLong(Table::bytes).sum();
    }
    if (value instanceof String text) {
      return 2 * WORD + text.length();
    }
    return value != null && value.getClass().isArray() ? WORD * Array.getLength(value) : WORD;
  }
}
