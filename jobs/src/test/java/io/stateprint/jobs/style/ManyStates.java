package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.jobs.tables.TokenRow;
import io.stateprint.jobs.tables.WrittenStates;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the states of models that never ran: 100 prompts under nine conditions and 200 neutral
 * texts, layer after layer, as job 1 would in two parts. Each style has an axis; the two
 * instructions put a state at its ends, the default at {@link #LEAN} of the way.
 *
 * <p>Arguments: store, run, model, layers, width.
 */
public final class ManyStates {
  /** How far along its axis a style lies under no instruction. */
  static final double[] LEAN = {0.6, 0.3, 0.45, 0.2};

  /** Prompts of a bank. */
  static final int PROMPTS = 100;

  private static final int NEUTRAL = 200;
  private static final double STRENGTH = 8;
  private static final String[] CATEGORIES = {"analytic", "creative", "emotional", "support"};

  private ManyStates() {}

  /** A text under a condition; style is -1 for the default. */
  private record Asked(int text, boolean neutral, int style, boolean high)
      implements java.io.Serializable {}

  /** Writes one model; arguments: store, run, model, layers, width, prompts (100). */
  public static void main(String[] arguments) {
    SparkSession spark = PersonalityBench.open();
    long began = System.nanoTime();
    write(
        spark,
        Store.at(spark, arguments[0]),
        arguments[1],
        arguments[2],
        new int[] {Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4])},
        arguments.length > 5 ? Integer.parseInt(arguments[5]) : PROMPTS);
    System.out.printf(
        Locale.ROOT, "%s written: %.1f s%n", arguments[2], (System.nanoTime() - began) / 1e9);
    spark.stop();
  }

  /** Writes one model; the shape is layers and width. */
  static void write(
      SparkSession spark, Store store, String run, String model, int[] shape, int prompts) {
    long seed = model.hashCode();
    List<Asked> all = asked(prompts);
    List<List<Asked>> parts =
        List.of(
            new ArrayList<>(all.subList(0, all.size() / 2)),
            new ArrayList<>(all.subList(all.size() / 2, all.size())));
    WrittenStates.write(
        store,
        spark.createDataset(
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(parts, parts.size())
                .flatMap(part -> rows(part, shape, seed))
                .rdd(),
            Encoders.bean(StateRow.class)),
        run,
        model);
    store.write(
        Table.TOKENS,
        Table.TOKENS.rows(spark, all.stream().map(ManyStates::token).toList()),
        run,
        model);
  }

  private static List<Asked> asked(int prompts) {
    List<Asked> out = new ArrayList<>();
    for (int p = 0; p < prompts; p++) {
      out.add(new Asked(p, false, -1, false));
      for (int k = 0; k < LEAN.length; k++) {
        out.add(new Asked(p, false, k, true));
        out.add(new Asked(p, false, k, false));
      }
    }
    IntStream.range(0, NEUTRAL).forEach(q -> out.add(new Asked(q, true, -1, false)));
    return out;
  }

  private static Iterator<StateRow> rows(List<Asked> part, int[] shape, long seed) {
    return IntStream.range(0, shape[0])
        .boxed()
        .flatMap(
            layer -> {
              double[][] axes = new double[LEAN.length][];
              for (int k = 0; k < axes.length; k++) {
                axes[k] = new double[shape[1]];
                add(axes[k], STRENGTH / Math.sqrt(shape[1]), seed + 31L * layer + k);
              }
              return part.stream().map(asked -> row(asked, layer, shape, seed, axes));
            })
        .iterator();
  }

  private static StateRow row(Asked asked, int layer, int[] shape, long seed, double[][] axes) {
    long text = seed + 1_000_003L * layer + 7919L * asked.text() + (asked.neutral() ? 5 : 0);
    double[] state = new double[shape[1]];
    add(state, 1, text);
    add(state, 0.4, text * 31 + 2L * asked.style() + (asked.high() ? 1 : 0));
    SplittableRandom lean = new SplittableRandom(text + 1);
    for (int k = 0; k < axes.length && !asked.neutral(); k++) {
      double own = LEAN[k] + 0.3 * (lean.nextDouble() - 0.5);
      double part = asked.style() == k ? (asked.high() ? 1 : 0) : own;
      for (int d = 0; d < state.length; d++) {
        state[d] += part * axes[k][d];
      }
    }
    return row(asked, layer, shape[0], state);
  }

  private static StateRow row(Asked asked, int layer, int layers, double[] wide) {
    StateRow row = new StateRow();
    row.setPromptId(id(asked));
    row.setPromptSet("many");
    row.setCategory(asked.neutral() ? "neutral" : CATEGORIES[asked.text() % CATEGORIES.length]);
    row.setTopic("t" + asked.text() / CATEGORIES.length);
    row.setLang("en");
    row.setRole(asked.neutral() ? "calibration" : "prompt");
    row.setCondition(condition(asked));
    row.setFormat("chat");
    row.setLayer(layer);
    row.setDepth((layer + 1.0) / layers);
    row.setPooling("last");
    row.setTokens(1);
    float[] state = new float[wide.length];
    double square = 0;
    for (int d = 0; d < state.length; d++) {
      state[d] = (float) wide[d];
      square += wide[d] * wide[d];
    }
    row.setNorm((float) Math.sqrt(square));
    row.setState(state);
    return row;
  }

  private static TokenRow token(Asked asked) {
    int[] ids = new int[3 + asked.text() % 17];
    return new TokenRow(id(asked), condition(asked), ids, List.of(), "", "");
  }

  private static String id(Asked asked) {
    return (asked.neutral() ? "n" : "p") + asked.text();
  }

  private static String condition(Asked asked) {
    return asked.style() < 0
        ? "default"
        : (asked.high() ? "+" : "-") + List.of(Style.values()).get(asked.style()).id();
  }

  /** Adds noise of a standard deviation: sums of four 16-bit numbers are near enough to normal. */
  private static void add(double[] sum, double deviation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double scale = deviation / (65536 * Math.sqrt(4 / 12.0));
    for (int d = 0; d < sum.length; d++) {
      long bits = random.nextLong();
      long total =
          (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
      sum[d] += scale * (total - 131070);
    }
  }
}
