package io.stateprint.jobs.tables;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A table of the store: its name and its columns.
 *
 * @param <T> a row
 */
public final class Table<T extends Record> {
  private static final int ROWS_OF_A_FILE = 50_000;

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
   * however many cores the executors have.
   */
  public Dataset<Row> rows(SparkSession spark, List<T> records) {
    return spark
        .createDataset(records.stream().map(rows::row).toList(), Encoders.row(schema()))
        .coalesce(1 + records.size() / ROWS_OF_A_FILE);
  }
}
