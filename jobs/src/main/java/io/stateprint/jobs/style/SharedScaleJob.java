package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.SampledBank;
import io.stateprint.personality.SharedScale;
import io.stateprint.score.LayerScore;
import io.stateprint.storage.InputException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.Tuple2;

/**
 * Where one model of a run stands on the scale of another of the same width. One task holds one
 * layer: the prompts of the first under all conditions, its neutral ones, and those of the second
 * under none, read straight from the files.
 *
 * @param spark that runs it
 * @param store of the run
 * @param runId its id
 * @param pooling of the states
 * @param draws how many of the bootstrap, from which seed
 */
public record SharedScaleJob(
    SparkSession spark, Store store, String runId, String pooling, Draws draws) {
  private static final Encoder<Tuple2<Boolean, StateRow>> MARKED =
      Encoders.tuple(Encoders.BOOLEAN(), Encoders.bean(StateRow.class));

  /** Draws of the bootstrap. */
  public record Draws(int count, long seed) implements Serializable {}

  /**
   * Of every layer that was sampled of the first, ascending.
   *
   * @param scale id of the model whose scale it is
   * @param other id of the other one
   */
  public List<LayerScore> layers(String scale, String other) {
    spark.sparkContext().setJobDescription("score %s on the scale of %s".formatted(other, scale));
    Dataset<StateRow> own = pooled(scale);
    Dataset<StateRow> theirs = pooled(other);
    List<JavaRDD<LayerScore>> layers =
        own.select("layer").distinct().collectAsList().stream()
            .map(row -> layer(own, theirs, row.getInt(0), new ReadShared(other, draws)))
            .toList();
    return union(layers).collect().stream()
        .sorted(Comparator.comparingInt(LayerScore::layer))
        .toList();
  }

  private Dataset<StateRow> pooled(String modelId) {
    return store.states(runId, modelId).filter(functions.col("pooling").equalTo(pooling));
  }

  private static JavaRDD<LayerScore> layer(
      Dataset<StateRow> own, Dataset<StateRow> theirs, int layer, ReadShared read) {
    return marked(
            own.filter(functions.col("role").isin(SampledBank.PROMPT, SampledBank.CALIBRATION)),
            layer,
            true)
        .union(
            marked(
                theirs.filter(
                    functions
                        .col("role")
                        .equalTo(SampledBank.PROMPT)
                        .and(functions.col("condition").equalTo(SampledBank.DEFAULT))),
                layer,
                false))
        .coalesce(1)
        .mapPartitions(read, Encoders.javaSerialization(LayerScore.class))
        .toJavaRDD();
  }

  private static Dataset<Tuple2<Boolean, StateRow>> marked(
      Dataset<StateRow> rows, int layer, boolean own) {
    return rows.filter(functions.col("layer").equalTo(layer))
        .map((MapFunction<StateRow, Tuple2<Boolean, StateRow>>) r -> new Tuple2<>(own, r), MARKED);
  }

  @SuppressWarnings("unchecked")
  private JavaRDD<LayerScore> union(List<JavaRDD<LayerScore>> layers) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .union(layers.toArray(JavaRDD[]::new));
  }

  /** Reads one layer. */
  private record ReadShared(String other, Draws draws)
      implements MapPartitionsFunction<Tuple2<Boolean, StateRow>, LayerScore> {
    @Override
    public Iterator<LayerScore> call(Iterator<Tuple2<Boolean, StateRow>> rows) {
      SampledBank own = new SampledBank();
      SampledBank theirs = new SampledBank();
      StateRow any = null;
      while (rows.hasNext()) {
        Tuple2<Boolean, StateRow> row = rows.next();
        any = row._2();
        (row._1() ? own : theirs).add(ReadLayer.text(any), any.getState());
      }
      if (any == null || theirs.prompts().isEmpty()) {
        return Collections.emptyIterator();
      }
      try {
        BankPlan plan = BankPlan.of(own.prompts(), draws.count(), draws.seed());
        return List.of(SharedScale.read(plan, own, theirs, any.getLayer(), any.getDepth()))
            .iterator();
      } catch (InputException e) {
        throw new InputException(
            "Cannot score model %s on the base model's scale at layer %d: %s"
                .formatted(other, any.getLayer(), e.getMessage()),
            e);
      }
    }
  }
}
