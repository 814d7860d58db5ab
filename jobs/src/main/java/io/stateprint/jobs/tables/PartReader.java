package io.stateprint.jobs.tables;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads parts of tables that are complete. To find the columns of one takes a job of Spark, so they
 * are kept until the part is removed.
 */
final class PartReader {
  private final SparkSession spark;
  private final Map<Path, StructType> schemas = new ConcurrentHashMap<>();

  PartReader(SparkSession spark) {
    this.spark = spark;
  }

  /** The rows of a folder of Parquet files. */
  Dataset<Row> read(Path folder) {
    StructType known = schemas.get(folder);
    DataFrameReader reader = known == null ? spark.read() : spark.read().schema(known);
    Dataset<Row> rows = reader.parquet(folder.toString());
    schemas.putIfAbsent(folder, rows.schema());
    return rows;
  }

  /** Another part may be written in its place. */
  void forget(Path folder) {
    schemas.remove(folder);
  }
}
