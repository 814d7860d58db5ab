package io.stateprint.jobs.report;

import io.stateprint.jobs.tables.ScoreRow;
import io.stateprint.jobs.tables.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Percent of range of each prompt over the band of a style: the mean of {@code score} in {@code
 * trajectories} over the layers that {@code scores} names.
 *
 * @param byPooling by pooling, then style, (P)
 */
record PromptPercents(Map<String, Map<String, double[]>> byPooling) {

  /** Of one model: a number a prompt, style and pooling comes to the driver. */
  static PromptPercents of(ModelTables tables, List<ScoreRow> scores, Map<String, Integer> places) {
    Map<String, Map<String, double[]>> out = new LinkedHashMap<>();
    Optional<Column> bands =
        scores.stream()
            .filter(row -> row.category().equals("all") && row.layers().length > 0)
            .map(PromptPercents::band)
            .reduce(Column::or);
    bands.ifPresent(
        wanted ->
            tables
                .read(
                    Table.TRAJECTORIES,
                    rows ->
                        rows.filter(functions.col("condition").equalTo("default").and(wanted))
                            .groupBy("pooling", "style", "prompt_id")
                            .agg(functions.avg("score"))
                            .collectAsList())
                .forEach(row -> put(out, row, places)));
    return new PromptPercents(out);
  }

  private static Column band(ScoreRow row) {
    return functions
        .col("pooling")
        .equalTo(row.pooling())
        .and(functions.col("style").equalTo(row.style()))
        .and(functions.col("layer").isin(IntStream.of(row.layers()).boxed().toArray()));
  }

  private static void put(
      Map<String, Map<String, double[]>> out, Row row, Map<String, Integer> places) {
    Integer place = places.get(row.getString(2));
    if (place != null && !row.isNullAt(3)) {
      out.computeIfAbsent(row.getString(0), key -> new LinkedHashMap<>())
              .computeIfAbsent(row.getString(1), key -> nothing(places.size()))[place] =
          row.getDouble(3);
    }
  }

  private static double[] nothing(int places) {
    double[] out = new double[places];
    Arrays.fill(out, Double.NaN);
    return out;
  }

  /** By style. */
  Map<String, double[]> of(String pooling) {
    return byPooling.getOrDefault(pooling, Map.of());
  }
}
