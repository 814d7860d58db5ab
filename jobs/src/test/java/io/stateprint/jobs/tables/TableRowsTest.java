package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableRowsTest {
  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSpark.open();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void fewRowsAreOneTaskHoweverManyCoresThereAre() {
    assertThat(tokens(50, 20).rdd().getNumPartitions()).isEqualTo(1);
    assertThat(tokens(0, 0).rdd().getNumPartitions()).isEqualTo(1);
  }

  @Test
  void largeRowsAreTasksOfFewMegabytesInTheirOrder() {
    Dataset<Row> rows = tokens(11, 500_000);
    assertThat(rows.rdd().getNumPartitions()).isEqualTo(3);
    assertThat(rows.select("prompt_id").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyElementsOf(IntStream.range(0, 11).mapToObj(i -> "p" + i).toList());
  }

  private static Dataset<Row> tokens(int rows, int ids) {
    return Table.TOKENS.rows(
        spark,
        IntStream.range(0, rows)
            .mapToObj(i -> new TokenRow("p" + i, "default", new int[ids], List.of(), "", ""))
            .toList());
  }
}
