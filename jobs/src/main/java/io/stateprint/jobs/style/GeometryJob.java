package io.stateprint.jobs.style;

import io.stateprint.geometry.CategoryNull.Permutations;
import io.stateprint.geometry.DepthMatch;
import io.stateprint.geometry.LayerLikeness;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.LayerFacts;
import io.stateprint.personality.Personality;
import io.stateprint.personality.SampledBank;
import io.stateprint.profile.PromptKey;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The part of job 2 that compares how two models lay out the same prompts. A task holds the states
 * of one layer until they are a matrix over prompts; only such matrices are shuffled, and only
 * numbers come to the driver.
 */
public final class GeometryJob {
  /** Permutations within category, the usual number. */
  public static final int PERMUTATIONS = 999;

  private final SparkSession spark;
  private final Store store;
  private final Permutations permutations;

  /** Prepares the job. */
  public GeometryJob(SparkSession spark, Store store, Permutations permutations) {
    this.spark = spark;
    this.store = store;
    this.permutations = permutations;
  }

  /**
   * One of the two models.
   *
   * @param id of the model
   * @param personality its scores under the pooling that is compared
   */
  public record Side(String id, Personality personality) {
    private double[] depths() {
      return personality.layers().stream().mapToDouble(layer -> layer.score().depth()).toArray();
    }
  }

  /**
   * Compares the prompts' states under no instruction at layers of the same relative depth.
   *
   * @param first A
   * @param second B, with the same prompts and pooling
   * @return one a layer of the model with fewer sampled layers, by depth
   */
  public List<LayerLikeness> run(String runId, Side first, Side second) {
    spark.sparkContext().setJobDescription("geometry " + first.id() + " " + second.id());
    List<PromptKey> prompts = first.personality().prompts();
    List<DepthMatch> matches = DepthMatch.of(first.depths(), second.depths());
    double[][][] standings = standings(first, matches.stream().map(DepthMatch::first).toList());
    double[][][] others = standings(second, matches.stream().map(DepthMatch::second).toList());
    Permutations shuffles = permutations;
    int count = shuffles.count();
    long seed = shuffles.seed();
    return placed(runId, first, matches.stream().map(DepthMatch::first).toList())
        .cogroup(
            placed(runId, second, matches.stream().map(DepthMatch::second).toList()),
            (CoGroupFunction<Integer, PlacedLayout, PlacedLayout, LayerLikeness>)
                (place, one, other) ->
                    List.of(
                            LayerLikeness.of(
                                prompts,
                                new LayerLikeness.Side(one.next().layout(), standings[place]),
                                new LayerLikeness.Side(other.next().layout(), others[place]),
                                new Permutations(count, seed + place)))
                        .iterator(),
            Encoders.javaSerialization(LayerLikeness.class))
        .collectAsList()
        .stream()
        .sorted(Comparator.comparingDouble(LayerLikeness::firstDepth))
        .toList();
  }

  /** Layouts of a model's layers, each as often as it is matched, by the place of the match. */
  private KeyValueGroupedDataset<Integer, PlacedLayout> placed(
      String runId, Side side, List<Integer> matched) {
    List<LayerFacts> layers = side.personality().layers();
    List<Integer> places = matched.stream().map(index -> layers.get(index).layer()).toList();
    return store
        .states(runId, side.id())
        .filter(
            functions
                .col("pooling")
                .equalTo(side.personality().pooling())
                .and(functions.col("condition").equalTo(SampledBank.DEFAULT))
                .and(functions.col("role").isin(SampledBank.PROMPT, SampledBank.CALIBRATION))
                .and(functions.col("layer").isin(places.stream().distinct().toArray())))
        .groupByKey((MapFunction<StateRow, Integer>) StateRow::getLayer, Encoders.INT())
        .flatMapGroups(
            new LayOut(side.id(), side.personality().prompts(), places),
            Encoders.javaSerialization(PlacedLayout.class))
        .groupByKey((MapFunction<PlacedLayout, Integer>) PlacedLayout::place, Encoders.INT());
  }

  private static double[][][] standings(Side side, List<Integer> matched) {
    List<LayerFacts> layers = side.personality().layers();
    return IntStream.range(0, matched.size())
        .mapToObj(place -> layers.get(matched.get(place)).standings())
        .toArray(double[][][]::new);
  }
}
