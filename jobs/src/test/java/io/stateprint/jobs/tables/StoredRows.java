package io.stateprint.jobs.tables;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** All that the tables of a store hold of a run, as texts that can be compared. */
public final class StoredRows {
  /** What tells of a run's course and place, and not of its result. */
  private static final String[] FREE = {
    "configuration", "source", "checkpoint", "seconds", "finished", "peak_rss_bytes"
  };

  private StoredRows() {}

  /** Rows of a model by table, sorted; a row that is there twice is there twice. */
  public static Map<String, List<String>> of(Store store, SparkSession spark, String run) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : store.folders(new Path(store.location()), "")) {
      Path path = new Path(store.location(), "%s/run_id=%s/model_id=m".formatted(table, run));
      if (store.files(FileSystem::exists, path)) {
        Dataset<Row> read = spark.read().parquet(path.toString()).drop(FREE);
        rows.put(table, read.collectAsList().stream().map(Row::toString).sorted().toList());
      }
    }
    return rows;
  }

  /**
   * Names of all files of a store that no finished run has, such as those that are half written.
   */
  public static List<String> leftovers(Store store) {
    return store.files(
        (system, root) -> {
          List<String> left = new java.util.ArrayList<>();
          var files = system.listFiles(root, true);
          while (files.hasNext()) {
            String file = files.next().getPath().toString();
            if (file.matches(".*(\\.tmp|/_lock\\.json|/_writable-.*|/cuts/.*|__magic.*)")) {
              left.add(file);
            }
          }
          return left;
        },
        new Path(store.location()));
  }
}
