package io.stateprint.jobs.report;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.CheckRow;
import io.stateprint.jobs.tables.PortraitRow;
import io.stateprint.jobs.tables.ProfileRow;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.ScoreRow;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.jobs.tables.TokenRow;
import io.stateprint.jobs.tables.TrajectoryRow;
import io.stateprint.jobs.tables.WrittenStates;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Tables of models that never ran, as large as those of a real sweep of both languages. */
final class ManyTables {
  static final String[] CATEGORIES = {"analytic", "creative", "emotional", "support"};
  private static final int[] BAND = {10, 12, 14, 16};
  private static final String TEXT =
      "The parcel number %d was promised for Tuesday, it is Friday now and nothing has changed;"
          + " please say what happens next and when it comes.";
  private static final String RUSSIAN =
      "Посылку номер %d обещали ко вторнику, сегодня пятница, и ничего не изменилось; скажите,"
          + " что будет дальше и когда её ждать.";

  private final SparkSession spark = LocalSpark.open();
  private final Store store;
  private final int layers;
  private final int prompts;

  ManyTables(String folder, int layers, int prompts) {
    this.store = Store.at(spark, folder);
    this.layers = layers;
    this.prompts = prompts;
  }

  Store store() {
    return store;
  }

  void stop() {
    spark.stop();
  }

  /** Writes all tables of a model; the text goes into that of every prompt. */
  void write(String run, String model, String text) {
    SplittableRandom random = new SplittableRandom(model.hashCode());
    RunRow manifest = manifest(model, layers, prompts, "2026-01-02T03:04:05Z");
    store.write(Table.RUNS, Table.RUNS.rows(spark, List.of(manifest)), run, model);
    store.write(Table.PROFILES, Table.PROFILES.rows(spark, profiles(random)), run, model);
    store.write(Table.SCORES, Table.SCORES.rows(spark, scores(random)), run, model);
    store.write(Table.CHECKS, Table.CHECKS.rows(spark, checks()), run, model);
    store.write(Table.PORTRAITS, Table.PORTRAITS.rows(spark, portraits()), run, model);
    store.write(Table.TRAJECTORIES, Table.TRAJECTORIES.rows(spark, percents(random)), run, model);
    List<TokenRow> tokens =
        IntStream.range(0, prompts)
            .mapToObj(
                p ->
                    new TokenRow(
                        id(p),
                        "default",
                        new int[] {1},
                        List.of("user"),
                        p + " " + text + (p % 2 == 0 ? TEXT : RUSSIAN).formatted(p),
                        ""))
            .toList();
    store.write(Table.TOKENS, Table.TOKENS.rows(spark, tokens), run, model);
    writeStates(run, model);
  }

  /** One layer of states: they know the language of each prompt. */
  void writeStates(String run, String model) {
    List<StateRow> states =
        IntStream.range(0, prompts)
            .mapToObj(
                p -> {
                  StateRow row = new StateRow();
                  row.setPromptId(id(p));
                  row.setRole("prompt");
                  row.setCondition("default");
                  row.setCategory(category(p));
                  row.setTopic("topic %d".formatted(p / 4));
                  row.setLang(p % 2 == 0 ? "en" : "ru");
                  row.setPooling("last");
                  row.setState(new float[] {p, -p});
                  return row;
                })
            .toList();
    WrittenStates.write(
        store, spark.createDataset(states, Encoders.bean(StateRow.class)), run, model);
  }

  static String id(int prompt) {
    return String.format(Locale.ROOT, "%.3s-%03d", category(prompt), prompt);
  }

  static String category(int prompt) {
    return CATEGORIES[prompt % CATEGORIES.length];
  }

  private List<ProfileRow> profiles(SplittableRandom random) {
    List<ProfileRow> out = new ArrayList<>();
    for (String pooling : List.of("last", "user")) {
      for (Style style : Style.values()) {
        for (int layer = 0; layer < layers; layer++) {
          for (int c = 0; c <= CATEGORIES.length; c++) {
            String category = c == CATEGORIES.length ? "all" : CATEGORIES[c];
            String grade = layer < layers / 4 ? "X" : "B";
            out.add(profile(pooling, style, category, layer, random, "paired", grade));
          }
          out.add(profile(pooling, style, "all", layer, random, "article", "ungraded"));
        }
      }
    }
    return out;
  }

  private ProfileRow profile(
      String pooling,
      Style style,
      String category,
      int layer,
      SplittableRandom random,
      String method,
      String grade) {
    double wide = method.equals("paired") ? 100 : 1;
    double value = wide * random.nextDouble();
    return new ProfileRow(
        category,
        layer,
        (layer + 1.0) / layers,
        pooling,
        style.id(),
        method,
        prompts,
        value,
        layer == 3 ? Double.NaN : value - 0.06 * wide,
        layer == 3 ? Double.NaN : value + 0.06 * wide,
        grade,
        List.of("W26"));
  }

  private List<ScoreRow> scores(SplittableRandom random) {
    List<ScoreRow> out = new ArrayList<>();
    for (String pooling : List.of("last", "user")) {
      for (Style style : Style.values()) {
        String grade = random.nextInt(4) == 0 ? "X" : "B";
        for (int c = 0; c <= CATEGORIES.length; c++) {
          double value = 100 * random.nextDouble();
          boolean none = c == 0 || (style == Style.FORMALITY && pooling.equals("last"));
          out.add(
              new ScoreRow(
                  pooling,
                  style.id(),
                  c == CATEGORIES.length ? "all" : CATEGORIES[c],
                  "paired",
                  BAND,
                  prompts,
                  value,
                  none ? Double.NaN : value - 5,
                  none ? Double.NaN : value + 5,
                  0.93,
                  2.1,
                  0.97,
                  0.8,
                  grade,
                  List.of("W26"),
                  ""));
        }
      }
    }
    return out;
  }

  private static List<CheckRow> checks() {
    List<CheckRow> out = new ArrayList<>();
    for (String pooling : List.of("last", "user")) {
      for (Style style : Style.values()) {
        for (int v = 1; v <= 19; v++) {
          boolean run = v % 3 != 0;
          out.add(
              new CheckRow(
                  pooling,
                  style.id(),
                  "V" + v,
                  "a title",
                  run ? 0.9 : Double.NaN,
                  run ? v == 1 ? "amber" : "green" : "not_run",
                  run ? "" : "it has no value"));
        }
      }
    }
    return out;
  }

  private List<PortraitRow> portraits() {
    return Stream.of("last", "user")
        .flatMap(
            pooling ->
                Stream.of("paired", "article")
                    .map(
                        method ->
                            new PortraitRow(
                                pooling,
                                method,
                                "empathy",
                                "empathy",
                                0.97,
                                11.5,
                                9.2,
                                14.1,
                                0.4,
                                0.2,
                                12,
                                0.6,
                                0.2,
                                Double.NaN,
                                "B",
                                List.of("W26", "W27"))))
        .toList();
  }

  private List<TrajectoryRow> percents(SplittableRandom random) {
    List<TrajectoryRow> out = new ArrayList<>();
    for (String pooling : List.of("last", "user")) {
      for (int p = 0; p < prompts; p++) {
        for (Style style : Style.values()) {
          for (int layer : BAND) {
            out.add(
                new TrajectoryRow(
                    id(p),
                    "default",
                    category(p),
                    "topic %d".formatted(p / 4),
                    layer,
                    0.5,
                    pooling,
                    style.id(),
                    0,
                    0,
                    0,
                    40 + 20 * random.nextGaussian()));
          }
        }
      }
    }
    return out;
  }

  static RunRow manifest(String model, int layers, int prompts, String finished) {
    String hash = "%064x".formatted(model.hashCode() & 0xFFFFFFFFL);
    return new RunRow(
        "{}",
        hash,
        "hf://owner/" + model,
        "/models",
        "chat",
        "",
        "llama",
        layers,
        4096,
        hash,
        hash,
        hash,
        hash,
        hash + "," + hash,
        "BF16",
        "bfloat16",
        "0.1.0",
        1,
        prompts,
        123_456,
        98_765,
        1_000_000,
        2,
        1,
        16_000_000_000L,
        16_000_000_000L,
        300.5,
        2_000_000_000L,
        finished,
        0);
  }
}
