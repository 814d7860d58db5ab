package io.stateprint.jobs.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.CheckRow;
import io.stateprint.jobs.tables.ScoreRow;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** V3 through both jobs, against the same made of the tables' rows in the full width. */
class BagCheckTest {
  private static final String MODEL = "sharp";
  private static SparkSession spark;
  private static Store store;
  @TempDir private static Path folder;

  @BeforeAll
  static void measure() {
    spark = LocalSpark.open();
    store = Store.at(spark, folder.resolve("store").toString());
    PlantedSweep.reworded(spark, store, List.of(MODEL));
    new StyleJob(spark, store, 1).run(PlantedSweep.RUN, MODEL);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "user"})
  void isTheGainOverTheBagThatTheRowsGive(String pooling) {
    Places bag = Places.of(store.bags(PlantedSweep.RUN, MODEL).collectAsList());
    for (Style style : Style.values()) {
      ScoreRow score = score(pooling, style);
      assertThat(score.layers()).isNotEmpty();
      List<Places> band =
          IntStream.of(score.layers())
              .mapToObj(
                  l ->
                      Places.of(
                          store
                              .states(PlantedSweep.RUN, MODEL)
                              .filter("layer = %d and pooling = '%s'".formatted(l, pooling))
                              .collectAsList()))
              .toList();
      double ofStates = auc(band, style);
      double ofBag = auc(List.of(bag), style);
      CheckRow check = check(pooling, style);
      System.err.printf(
          Locale.ROOT,
          "V3 of %s, %s %s: states %.3f, bag %.3f, %s%n",
          MODEL,
          pooling,
          style.id(),
          ofStates,
          ofBag,
          check.outcome());

      assertThat(check.value()).isCloseTo(ofStates - Math.max(0.5, ofBag), within(1e-6));
      assertThat(check.outcome())
          .isEqualTo(check.value() >= 0.05 ? "green" : check.value() >= 0 ? "amber" : "red");
      assertThat(score.warnings().contains("W05")).isEqualTo(check.value() < 0.05);
    }
  }

  @Test
  void everyStyleOfBothPoolingsIsChecked() {
    assertThat(rows(Table.CHECKS).stream().filter(row -> row.check().equals("V3")))
        .hasSize(2 * Style.values().length)
        .noneMatch(row -> row.outcome().equals("not_run"));
    assertThat(rows(Table.CHECKS).stream().filter(row -> row.check().equals("V12")))
        .allMatch(row -> row.why().contains("compares scores with the text of responses"));
  }

  @Test
  void noOtherTableHasALayerBelowTheFirst() {
    for (Table<?> table : List.of(Table.DIRECTIONS, Table.TRAJECTORIES, Table.PROFILES)) {
      assertThat(store.read(table, PlantedSweep.RUN, MODEL).filter("layer < 0").count()).isZero();
    }
  }

  /** States of one layer by condition and prompt. */
  private record Places(Map<String, Map<String, float[]>> states, List<PromptKey> keys) {
    static Places of(List<StateRow> rows) {
      Map<String, Map<String, float[]>> states = new HashMap<>();
      Map<String, PromptKey> keys = new TreeMap<>();
      for (StateRow row : rows) {
        if (row.getRole().equals("prompt") || row.getRole().equals("control")) {
          states
              .computeIfAbsent(row.getCondition(), key -> new TreeMap<>())
              .put(row.getPromptId(), row.getState());
          keys.put(
              row.getPromptId(),
              new PromptKey(row.getPromptId(), row.getCategory(), row.getTopic()));
        }
      }
      return new Places(
          states, keys.values().stream().sorted(Comparator.comparing(PromptKey::id)).toList());
    }

    float[] at(String condition, String id) {
      return Objects.requireNonNull(Objects.requireNonNull(states.get(condition)).get(id));
    }

    /** The mean difference of the first wording over prompts of other folds, unit length. */
    double[] direction(Style style, Folds folds, int fold) {
      double[] out = new double[at("+" + style.id(), keys.get(0).id()).length];
      for (int p = 0; p < keys.size(); p++) {
        if (folds.of()[p] != fold) {
          float[] plus = at("+" + style.id(), keys.get(p).id());
          float[] minus = at("-" + style.id(), keys.get(p).id());
          for (int d = 0; d < out.length; d++) {
            out[d] += (double) plus[d] - minus[d];
          }
        }
      }
      double norm = Math.sqrt(PlantedSweep.dot(out, out));
      return IntStream.range(0, out.length).mapToDouble(d -> out[d] / norm).toArray();
    }
  }

  /** The prompts under further wordings, and the fold of each. */
  private record Scored(List<String> ids, Map<String, Integer> foldOf, Folds folds) {
    static Scored of(Places places, Style style) {
      List<PromptKey> keys = places.keys();
      Folds folds = Folds.five(Clusters.of(keys));
      Map<String, Integer> foldOf = new HashMap<>();
      IntStream.range(0, keys.size()).forEach(p -> foldOf.put(keys.get(p).id(), folds.of()[p]));
      Map<String, float[]> worded =
          Objects.requireNonNull(places.states().get("+" + style.id() + "/w2"));
      assertThat(worded).hasSize(40);
      return new Scored(List.copyOf(worded.keySet()), foldOf, folds);
    }

    int fold(int i) {
      return Objects.requireNonNull(foldOf.get(ids.get(i)));
    }
  }

  /** Every category has 25 prompts, so all of them weigh the same. */
  private static double auc(List<Places> band, Style style) {
    Scored scored = Scored.of(band.get(0), style);
    Map<String, double[]> along = new HashMap<>();
    for (Places layer : band) {
      along(layer, style, scored)
          .forEach(
              (condition, values) ->
                  along.merge(
                      condition,
                      values,
                      (a, b) ->
                          IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray()));
    }
    return Stream.of("/w2", "/w3")
        .map(wording -> signed(style, wording))
        .mapToDouble(
            both ->
                wins(
                    Objects.requireNonNull(along.get(both.get(0))),
                    Objects.requireNonNull(along.get(both.get(1))),
                    scored))
        .average()
        .orElseThrow();
  }

  /** Projections of one layer by condition, in parts of the mean range of the first wording. */
  private static Map<String, double[]> along(Places layer, Style style, Scored scored) {
    double[][] made =
        IntStream.range(0, scored.folds().count())
            .mapToObj(f -> layer.direction(style, scored.folds(), f))
            .toArray(double[][]::new);
    Map<String, double[]> own = new HashMap<>();
    Stream.of("", "/w2", "/w3")
        .flatMap(wording -> signed(style, wording).stream())
        .forEach(
            condition ->
                own.put(
                    condition,
                    IntStream.range(0, scored.ids().size())
                        .mapToDouble(
                            i ->
                                dot(layer.at(condition, scored.ids().get(i)), made[scored.fold(i)]))
                        .toArray()));
    double range = mean(own, "+" + style.id()) - mean(own, "-" + style.id());
    own.replaceAll((condition, values) -> Arrays.stream(values).map(y -> y / range).toArray());
    return own;
  }

  private static List<String> signed(Style style, String wording) {
    return List.of("+" + style.id() + wording, "-" + style.id() + wording);
  }

  private static double wins(double[] plus, double[] minus, Scored scored) {
    List<Double> pairs = new ArrayList<>();
    for (int i = 0; i < plus.length; i++) {
      for (int j = 0; j < minus.length; j++) {
        if (scored.fold(i) == scored.fold(j)) {
          pairs.add(plus[i] > minus[j] ? 1.0 : plus[i] == minus[j] ? 0.5 : 0);
        }
      }
    }
    return pairs.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double mean(Map<String, double[]> own, String condition) {
    return Arrays.stream(Objects.requireNonNull(own.get(condition))).average().orElseThrow();
  }

  private static double dot(float[] state, double[] direction) {
    return IntStream.range(0, state.length).mapToDouble(d -> state[d] * direction[d]).sum();
  }

  private static ScoreRow score(String pooling, Style style) {
    return rows(Table.SCORES).stream()
        .filter(row -> row.pooling().equals(pooling) && row.style().equals(style.id()))
        .filter(row -> row.category().equals("all"))
        .findFirst()
        .orElseThrow();
  }

  private static CheckRow check(String pooling, Style style) {
    return rows(Table.CHECKS).stream()
        .filter(row -> row.pooling().equals(pooling) && row.style().equals(style.id()))
        .filter(row -> row.check().equals("V3"))
        .findFirst()
        .orElseThrow();
  }

  private static <T extends Record> List<T> rows(Table<T> table) {
    return store.read(table, PlantedSweep.RUN, MODEL).collectAsList().stream()
        .map(table::record)
        .toList();
  }
}
