package io.stateprint.jobs.drift;

import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.jobs.tables.TokenRow;
import io.stateprint.jobs.tables.WrittenStates;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * A run whose states follow a law: styles lie along the first dimensions, each prompt at 40 percent
 * of a range of 10.
 *
 * @param id of the run
 * @param noise seed of its rounding; runs with the same one are equal to the bit
 * @param points by which empathy is higher at the last layer
 * @param weights fingerprint
 * @param type of the arithmetic
 * @param tokens of each text begin with this id
 */
record WrittenRun(String id, long noise, double points, String weights, String type, int tokens) {
  static final String MODEL = "m";
  static final int PROMPTS = 12;
  static final int LAST = 3;
  private static final int WIDTH = 16;
  private static final int MODEL_LAYERS = 6;
  private static final int CALM = 16;
  private static final double RANGE = 10;
  private static final double NOISE = 1e-3;

  WrittenRun(String id, long noise) {
    this(id, noise, 0, "old", "float32", 1);
  }

  /** Writes its three tables, the key prompts alone or calibration too. */
  void write(SparkSession spark, Store store, boolean replicate) {
    List<StateRow> states = new ArrayList<>();
    List<TokenRow> texts = new ArrayList<>();
    for (int layer = LAST - 1; layer <= LAST; layer++) {
      SplittableRandom truth = new SplittableRandom(layer);
      SplittableRandom rounding = new SplittableRandom(1000 * noise + layer);
      for (int x = 0; x < PROMPTS; x++) {
        double[] base = gaussians(truth);
        for (Style style : Style.values()) {
          int k = style.index();
          states.add(prompt(x, "+" + style.id(), layer, state(base, k, 0.6 * RANGE, rounding)));
          states.add(prompt(x, "-" + style.id(), layer, state(base, k, -0.4 * RANGE, rounding)));
        }
        double moved = layer == LAST ? points / 100 * RANGE : 0;
        states.add(prompt(x, "default", layer, state(base, 0, moved, rounding)));
      }
      for (int q = 0; q < CALM && !replicate; q++) {
        float[] state = state(gaussians(truth), 0, 0, rounding);
        states.add(row("q" + q, "calibration", "neutral", "t" + q % 4, "default", layer, state));
      }
    }
    states.stream()
        .filter(row -> row.getLayer() == LAST)
        .forEach(
            row ->
                texts.add(
                    new TokenRow(
                        row.getPromptId(),
                        row.getCondition(),
                        new int[] {tokens},
                        List.of("user"),
                        "",
                        "%d of %s".formatted(tokens, row.getCondition()))));
    WrittenStates.write(
        store, spark.createDataset(states, Encoders.bean(StateRow.class)), id, MODEL);
    store.write(Table.TOKENS, Table.TOKENS.rows(spark, texts), id, MODEL);
    store.write(Table.RUNS, Table.RUNS.rows(spark, List.of(manifest())), id, MODEL);
  }

  private RunRow manifest() {
    return new RunRow(
        "{}",
        "f",
        "x",
        "x",
        "chat",
        "",
        "llama",
        MODEL_LAYERS,
        WIDTH,
        "c",
        weights,
        "tok",
        "tpl",
        "p",
        "F32",
        type,
        "test",
        1,
        PROMPTS,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        "2026-01-%02dT00:00:00Z".formatted(1 + noise % 28),
        0);
  }

  private static StateRow prompt(int x, String condition, int layer, float[] state) {
    return row("p%02d".formatted(x), "prompt", "c" + x % 3, "t" + x, condition, layer, state);
  }

  private static StateRow row(
      String prompt,
      String role,
      String category,
      String topic,
      String condition,
      int layer,
      float[] state) {
    StateRow row = new StateRow();
    row.setPromptId(prompt);
    row.setRole(role);
    row.setCategory(category);
    row.setTopic(topic);
    row.setLang("en");
    row.setCondition(condition);
    row.setLayer(layer);
    row.setDepth((layer + 1.0) / MODEL_LAYERS);
    row.setPooling("last");
    row.setState(state);
    return row;
  }

  private static double[] gaussians(SplittableRandom random) {
    double[] out = new double[WIDTH];
    Arrays.setAll(out, d -> random.nextGaussian());
    return out;
  }

  private static float[] state(double[] base, int style, double along, SplittableRandom rounding) {
    float[] out = new float[WIDTH];
    for (int d = 0; d < WIDTH; d++) {
      out[d] = (float) (base[d] + (d == style ? along : 0) + NOISE * rounding.nextGaussian());
    }
    return out;
  }
}
