package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.Personality;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Times the measurement of one model of a store, and keeps its numbers for comparison.
 *
 * <p>Arguments: store, run, model, pooling or {@code all}, a file for the numbers (big-endian
 * float64), times.
 */
public final class PersonalityBench {
  private PersonalityBench() {}

  /** Prints seconds. */
  public static void main(String[] arguments) throws IOException {
    SparkSession spark = open();
    Store store = Store.at(spark, arguments[0]);
    List<String> poolings = arguments[3].equals("all") ? List.of() : List.of(arguments[3]);
    for (int round = 0; round < Integer.parseInt(arguments[5]); round++) {
      long began = System.nanoTime();
      List<Personality> found =
          new PersonalityJob(spark, store, 2000, 1).run(arguments[1], arguments[2], poolings);
      System.out.printf(
          Locale.ROOT, "%s: %.2f s%n", arguments[2], (System.nanoTime() - began) / 1e9);
      try (DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[4]))))) {
        write(found, out);
      }
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM")) {
        System.out.println(line);
      }
    }
    spark.stop();
  }

  /** As the commands open it. */
  static SparkSession open() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.scheduler.mode", "FAIR")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .config("spark.sql.parquet.columnarReaderBatchSize", "128")
        .config("spark.hadoop.parquet.hadoop.vectored.io.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }

  /** All numbers of records, arrays and collections, in order. */
  private static void write(@Nullable Object value, DataOutputStream out) throws IOException {
    if (value instanceof Number number) {
      out.writeDouble(number.doubleValue());
    } else if (value instanceof Collection<?> items) {
      for (Object item : items) {
        write(item, out);
      }
    } else if (value instanceof Record record) {
      for (RecordComponent part : record.getClass().getRecordComponents()) {
        write(component(part, record), out);
      }
    } else if (value instanceof Enum<?> constant) {
      out.writeDouble(constant.name().hashCode());
    } else if (value != null && value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        write(Array.get(value, i), out);
      }
    }
  }

  private static @Nullable Object component(RecordComponent part, Record record) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
