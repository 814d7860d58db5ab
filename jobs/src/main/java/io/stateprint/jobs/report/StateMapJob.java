package io.stateprint.jobs.report;

import io.stateprint.geometry.PrincipalPlane;
import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.StateRows;
import io.stateprint.jobs.tables.Store;
import io.stateprint.page.PageMap;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Maps the states of a model: two coordinates of each chosen state at each chosen layer. A task
 * holds the states of one layer, (points + neutral prompts, D), and reads them straight from the
 * files; two numbers a state come to the driver.
 */
public final class StateMapJob {
  /** Layers of a map; of a deeper model every second, third, ... one. */
  private static final int MOST_LAYERS = 32;

  private static final int FEWEST_POINTS = 3;

  private final SparkSession spark;
  private final Store store;
  private final long seed;

  /** Prepares the job; {@code seed} decides where iterations start. */
  public StateMapJob(SparkSession spark, Store store, long seed) {
    this.spark = spark;
    this.store = store;
    this.seed = seed;
  }

  /**
   * What is mapped.
   *
   * @param pooling of the states
   * @param layers that were sampled, ascending
   * @param prompts ids, in the order of the page
   * @param points states a layer, at most
   */
  public record Wanted(String pooling, int[] layers, List<String> prompts, int points) {}

  /** How many layers a map of so many sampled ones has. */
  public static int layers(int sampled) {
    return Math.min(sampled, MOST_LAYERS);
  }

  /**
   * Maps one model of a run.
   *
   * @return none where fewer than three states are there
   */
  public java.util.Optional<PageMap> run(String runId, String modelId, Wanted wanted) {
    spark.sparkContext().setJobDescription("map " + modelId);
    int[] layers = spread(wanted.layers(), MOST_LAYERS);
    Dataset<StateRow> states =
        store.states(runId, modelId).filter(functions.col("pooling").equalTo(wanted.pooling()));
    List<MapLayer.Place> places = places(states, layers[0], wanted);
    if (places.size() < FEWEST_POINTS) {
      return java.util.Optional.empty();
    }
    List<StateFiles.Place> chosen =
        store.places(runId, modelId).stream()
            .filter(place -> place.pooling().equals(wanted.pooling()))
            .filter(place -> Arrays.binarySearch(layers, place.layer()) >= 0)
            .toList();
    MapLayer map = new MapLayer(modelId, places, seed);
    List<MappedLayer> mapped =
        new ArrayList<>(mapped(store.stateFiles(runId, modelId), chosen, map));
    mapped.sort(Comparator.comparingInt(MappedLayer::layer));
    return java.util.Optional.of(packed(mapped, places, wanted.prompts()));
  }

  /** Evenly spread ones with the first and the last. */
  static int[] spread(int[] all, int most) {
    if (all.length <= most) {
      return all;
    }
    int[] out = new int[most];
    double step = most < 2 ? 0 : (all.length - 1.0) / (most - 1);
    Arrays.setAll(out, i -> all[(int) Math.round(i * step)]);
    return out;
  }

  /** Every prompt under no instruction, then evenly spread ones under all conditions. */
  private static List<MapLayer.Place> places(Dataset<StateRow> states, int layer, Wanted wanted) {
    Set<MapLayer.Place> there = new HashSet<>();
    states
        .filter(
            functions
                .col("layer")
                .equalTo(layer)
                .and(functions.col("role").equalTo("prompt"))
                .and(functions.col("condition").isin(conditions().toArray())))
        .select("promptId", "condition")
        .collectAsList()
        .forEach(row -> there.add(new MapLayer.Place(row.getString(0), row.getString(1))));
    return chosen(there, wanted);
  }

  static List<MapLayer.Place> chosen(Set<MapLayer.Place> there, Wanted wanted) {
    List<String> conditions =
        conditions().stream()
            .filter(one -> there.stream().anyMatch(place -> place.condition().equals(one)))
            .toList();
    List<MapLayer.Place> out = new ArrayList<>();
    int left = wanted.points();
    for (String condition : conditions) {
      boolean plain = condition.equals(conditions.get(0));
      int share = plain ? left : left / Math.max(1, conditions.size() - 1);
      List<String> ids =
          wanted.prompts().stream()
              .filter(id -> there.contains(new MapLayer.Place(id, condition)))
              .toList();
      int[] picked = spread(java.util.stream.IntStream.range(0, ids.size()).toArray(), share);
      Arrays.stream(picked).forEach(i -> out.add(new MapLayer.Place(ids.get(i), condition)));
      left = plain ? left - picked.length : left;
    }
    return out;
  }

  private static List<String> conditions() {
    return Stream.concat(
            Stream.of("default"),
            Arrays.stream(Style.values())
                .flatMap(style -> Stream.of("+" + style.id(), "-" + style.id())))
        .toList();
  }

  private List<MappedLayer> mapped(StateFiles files, List<StateFiles.Place> layers, MapLayer map) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(layers, layers.size())
        .flatMap(
            layer -> {
              try (StateRows rows = files.rows(layer, map.wanted())) {
                return map.call(rows);
              }
            })
        .collect();
  }

  private static PageMap packed(
      List<MappedLayer> mapped, List<MapLayer.Place> places, List<String> prompts) {
    Map<String, Integer> at = new TreeMap<>();
    prompts.forEach(id -> at.put(id, at.size()));
    List<String> names = places.stream().map(MapLayer.Place::condition).distinct().toList();
    double[][][] coordinates = new double[mapped.size()][][];
    PrincipalPlane before = null;
    for (int l = 0; l < coordinates.length; l++) {
      PrincipalPlane own = mapped.get(l).plane();
      before = before == null ? own : own.onto(before);
      coordinates[l] = before.places();
    }
    return PageMap.of(
        new PageMap.Points(
            places.stream().mapToInt(place -> at.getOrDefault(place.promptId(), 0)).toArray(),
            places.stream().mapToInt(place -> names.indexOf(place.condition())).toArray(),
            names),
        mapped.stream().mapToInt(MappedLayer::layer).toArray(),
        coordinates,
        mapped.stream().map(layer -> layer.plane().explained()).toArray(double[][]::new));
  }
}
