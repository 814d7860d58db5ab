package io.stateprint.jobs.style;

import io.stateprint.jobs.sample.Failures;
import io.stateprint.jobs.tables.PortraitRow;
import io.stateprint.jobs.tables.ProfileRow;
import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.Personality;
import io.stateprint.portrait.DecisionLayer;
import io.stateprint.portrait.LayerQuality;
import io.stateprint.portrait.Portrait;
import io.stateprint.portrait.Verdict;
import io.stateprint.profile.StyleEstimate;
import io.stateprint.prompts.Style;
import io.stateprint.storage.InputException;
import io.stateprint.traits.Constancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** Job 2: joins the states of a model with its anchors, and measures. */
public final class StyleJob {
  /** Draws of the bootstrap. */
  public static final int REPLICATES = 2000;

  private final SparkSession spark;
  private final Store store;
  private final long seed;

  /** Prepares the job; {@code seed} decides split halves, random pairs and bootstrap draws. */
  public StyleJob(SparkSession spark, Store store, long seed) {
    this.spark = spark;
    this.store = store;
    this.seed = seed;
  }

  /**
   * Measures one model of a run: writes its tables, and gives what they rest on. What an earlier
   * measurement wrote is replaced.
   */
  public ProfiledModel run(String runId, String modelId) {
    spark.sparkContext().setJobDescription("profile " + modelId);
    // On disk alone: what is held of prompts in memory must not grow with them.
    JavaRDD<LayerPiece> pieces = pieces(runId, modelId).persist(StorageLevel.DISK_ONLY());
    JavaRDD<LayerResult> layers = layers(pieces).persist(StorageLevel.DISK_ONLY());
    try {
      List<Portrait> portraits = new PortraitJob(context(), score(modelId)).of(layers);
      ProfiledModel profiled = onOwnScale(portraits, runId, modelId);
      spark.sparkContext().setJobDescription("write the profile of " + modelId);
      List<PersonalityRows> rows =
          IntStream.range(0, profiled.personalities().size())
              .mapToObj(
                  i ->
                      new PersonalityRows(
                          profiled.personalities().get(i), profiled.constancies().get(i)))
              .toList();
      Dataset<Row> directions =
          directions(layers)
              .union(Table.DIRECTIONS.rows(spark, all(rows, PersonalityRows::directions)));
      replace(Table.DIRECTIONS, directions, runId, modelId);
      replace(Table.TRAJECTORIES, trajectories(pieces, profiled.personalities()), runId, modelId);
      List<ProfileRow> profiles = all(rows, PersonalityRows::profiles);
      portraits.forEach(portrait -> profiles.addAll(rows(portrait)));
      replace(Table.PROFILES, Table.PROFILES.rows(spark, profiles), runId, modelId);
      List<PortraitRow> portrayed = all(rows, one -> List.of(one.portrait()));
      portraits.forEach(portrait -> portrayed.add(row(portrait)));
      replace(Table.PORTRAITS, Table.PORTRAITS.rows(spark, portrayed), runId, modelId);
      replace(Table.SCORES, all(rows, PersonalityRows::scores), runId, modelId);
      replace(Table.CHECKS, all(rows, PersonalityRows::checks), runId, modelId);
      return profiled;
    } finally {
      layers.unpersist();
      pieces.unpersist();
    }
  }

  /** What keeps a model from its own scale is said and keeps nothing else back. */
  private ProfiledModel onOwnScale(List<Portrait> portraits, String runId, String modelId) {
    PersonalityJob job = new PersonalityJob(spark, store, REPLICATES, seed);
    Optional<String> obstacle = job.obstacle(runId, modelId);
    if (obstacle.isPresent()) {
      return ProfiledModel.without(portraits, "its states lack " + obstacle.orElseThrow());
    }
    try {
      List<Personality> found = job.run(runId, modelId);
      return new ProfiledModel(portraits, found, found.stream().map(this::constancy).toList(), "");
    } catch (Exception e) {
      // Spark throws what it does not declare.
      if (Failures.rootOf(e) instanceof InputException reason) {
        return ProfiledModel.without(portraits, String.valueOf(reason.getMessage()));
      }
      throw e;
    }
  }

  private Constancy constancy(Personality personality) {
    return Constancy.of(personality, BankPlan.of(personality.prompts(), REPLICATES, seed), seed);
  }

  private static <T> List<T> all(
      List<PersonalityRows> rows, Function<PersonalityRows, List<T>> some) {
    List<T> out = new ArrayList<>();
    rows.forEach(one -> out.addAll(some.apply(one)));
    return out;
  }

  private JavaRDD<LayerPiece> pieces(String runId, String modelId) {
    Completeness.require(store, store.states(runId, modelId), runId, modelId);
    List<StateFiles.Place> places = store.places(runId, modelId);
    StateFiles files = store.stateFiles(runId, modelId);
    ScoreLayer score = score(modelId);
    return context()
        .parallelize(places, Math.max(1, places.size()))
        .flatMap(place -> score.call(files, place));
  }

  private ScoreLayer score(String modelId) {
    return new ScoreLayer(modelId, REPLICATES, seed);
  }

  private static JavaRDD<LayerResult> layers(JavaRDD<LayerPiece> pieces) {
    return pieces.filter(LayerResult.class::isInstance).map(LayerResult.class::cast);
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  private Dataset<Row> directions(JavaRDD<LayerResult> layers) {
    return rows(
        Table.DIRECTIONS,
        layers.flatMap(
            layer -> layer.directionRows().stream().map(Table.DIRECTIONS::row).iterator()));
  }

  private Dataset<Row> trajectories(JavaRDD<LayerPiece> pieces, List<Personality> personalities) {
    Broadcast<PromptScores> scores = context().broadcast(PromptScores.of(personalities));
    return rows(
        Table.TRAJECTORIES,
        pieces
            .filter(ScoredPrompts.class::isInstance)
            .map(ScoredPrompts.class::cast)
            .flatMap(some -> some.rows(scores.value()).map(Table.TRAJECTORIES::row).iterator()));
  }

  /** In no more tasks than run at a time, which write a file each; a layer alone is a small one. */
  private Dataset<Row> rows(Table<?> table, JavaRDD<Row> rows) {
    return spark.createDataset(
        rows.coalesce(context().defaultParallelism()).rdd(), Encoders.row(table.schema()));
  }

  /** Writes a table only where there is something to write. */
  private <T extends Record> void replace(
      Table<T> table, List<T> rows, String runId, String modelId) {
    store.delete(table, runId, modelId);
    if (!rows.isEmpty()) {
      store.write(table, table.rows(spark, rows), runId, modelId);
    }
  }

  private void replace(Table<?> table, Dataset<Row> rows, String runId, String modelId) {
    store.delete(table, runId, modelId);
    store.write(table, rows, runId, modelId);
  }

  private static List<ProfileRow> rows(Portrait portrait) {
    Map<Integer, LayerQuality> quality =
        portrait.layers().stream().collect(Collectors.toMap(LayerQuality::layer, l -> l));
    return portrait.estimates().stream()
        .map(estimate -> row(portrait.pooling(), estimate, quality))
        .toList();
  }

  private static ProfileRow row(
      String pooling, StyleEstimate estimate, Map<Integer, LayerQuality> quality) {
    return new ProfileRow(
        estimate.category(),
        estimate.layer(),
        estimate.depth(),
        pooling,
        estimate.style().id(),
        "article",
        estimate.n(),
        estimate.estimate(),
        estimate.interval().low(),
        estimate.interval().high(),
        Portrait.UNGRADED,
        java.util.Objects.requireNonNull(quality.get(estimate.layer())).warnings());
  }

  private static String id(@Nullable Style style) {
    return style == null ? "none" : style.id();
  }

  private static PortraitRow row(Portrait portrait) {
    DecisionLayer decision = portrait.decision();
    double layers = (portrait.layers().get(0).layer() + 1) / portrait.layers().get(0).depth();
    return new PortraitRow(
        portrait.pooling(),
        "article",
        portrait.style().verdict() == Verdict.FOUND ? id(portrait.style().leading()) : "none",
        id(portrait.style().leading()),
        portrait.style().certainty(),
        decision.layer(),
        decision.interval().low(),
        decision.interval().high(),
        (decision.layer() + 1) / layers,
        decision.width(),
        decision.commitment(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Portrait.UNGRADED,
        portrait.warnings());
  }
}
