package io.stateprint.planted;

import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * States of a simulated model whose truth is known, for tests of estimators over many seeds. The
 * same law as data-samples/planted/world.py, with other draws.
 *
 * <p>The state of prompt x under condition s after block l is
 *
 * <pre>centre_l + topic(x) + own(x, s, l) + rise_l * sum_k y_k(x, s) v_kl</pre>
 *
 * <p>where {@code y_k} is 0 under -k, the range under +k (a little more or less by prompt), and
 * else the range times {@code percent / 100}, plus the shift of the prompt's category, plus noise
 * that prompts of one topic share in part. {@code topic(x)} is the same under all conditions;
 * {@code own} is not. So percent of range has the expectation {@link #percent}.
 *
 * <p>Asked twice, or in another order, it gives the same states.
 *
 * @param law what is true of every world of this kind
 * @param seed of all noise; centres and directions are always the same
 */
public record PlantedWorld(Law law, long seed) {
  /** The categories of prompts, in the order of a law's shifts. */
  public static final List<String> CATEGORIES =
      List.of("support", "creative", "analytic", "emotional");

  private static final int STYLES = Style.values().length;
  private static final long PLACE = 20;

  /**
   * What is planted.
   *
   * @param shape how many of everything
   * @param decision the first layer at which style is written
   * @param smooth layers over which the rise spreads; 0 for all at once
   * @param percent of range by style, over all categories (K)
   * @param shifts of it by category, each column summing to 0 (C, K)
   * @param noise sizes of noise
   */
  public record Law(
      Shape shape, int decision, double smooth, double[] percent, double[][] shifts, Noise noise) {
    /** 100 prompts of 100 topics, 12 layers of width 48, decided at layer 6. */
    public static Law standard() {
      return new Law(
          new Shape(25, 1, 48, 12),
          6,
          0,
          new double[] {58, 30, 45, 52},
          new double[][] {{-6, 6, -8, 6}, {0, -14, 16, -4}, {-12, 18, -8, 2}, {18, -10, 0, -4}},
          new Noise(20, 0.3, 1.2, 1.2, 0.15));
    }

    /** The same of another shape. */
    public Law with(Shape other) {
      return new Law(other, decision, smooth, percent, shifts, noise);
    }

    /** The same with other noise. */
    public Law with(Noise other) {
      return new Law(shape, decision, smooth, percent, shifts, other);
    }

    /** The same with one style moved by some points of its range: drift. */
    public Law moved(Style style, double points) {
      double[] moved = percent.clone();
      moved[style.index()] += points;
      return new Law(shape, decision, smooth, moved, shifts, noise);
    }

    /** The same with another rise. */
    public Law rising(int first, double width) {
      return new Law(shape, first, width, percent, shifts, noise);
    }
  }

  /**
   * How many of everything.
   *
   * @param topics in each category
   * @param prompts in each topic
   * @param width D
   * @param layers L
   */
  public record Shape(int topics, int prompts, int width, int layers) {}

  /**
   * Sizes of noise.
   *
   * @param percent standard deviation of prompts' scores, points of range
   * @param icc the share of that variance, and of the topic's, that prompts of one topic share
   * @param topic standard deviation of a component of a state over prompts
   * @param own the same over conditions and layers
   * @param range relative standard deviation of the range over prompts
   */
  public record Noise(double percent, double icc, double topic, double own, double range) {}

  /** Range along a direction once it is written, in the units of the states. */
  public static final double RANGE = 6;

  /** Id, category and topic of each prompt. */
  public List<PromptKey> prompts() {
    return IntStream.range(0, size())
        .mapToObj(p -> new PromptKey("p" + p, CATEGORIES.get(category(p)), "t" + topic(p)))
        .toList();
  }

  /** Expected percent of range of a style, with equal weights of categories. */
  public double percent(Style style) {
    return law.percent()[style.index()];
  }

  /** The same in one category. */
  public double percent(Style style, String category) {
    return percent(style) + law.shifts()[CATEGORIES.indexOf(category)][style.index()];
  }

  /** Share of a style that is written at a layer, from 0 to 1. */
  public double rise(int layer) {
    if (law.smooth() == 0) {
      return layer >= law.decision() ? 1 : 0;
    }
    return 1 / (1 + Math.exp(-(layer - law.decision()) / law.smooth()));
  }

  /** The styles' directions at a layer, orthonormal (K, D). */
  public double[][] directions(int layer) {
    SplittableRandom random = random(PLACE, 1, layer);
    double[][] out = new double[STYLES][];
    for (int k = 0; k < STYLES; k++) {
      double[] direction = gaussian(random, law.shape().width(), 1);
      for (int j = 0; j < k; j++) {
        add(direction, out[j], -dot(direction, out[j]));
      }
      double norm = Math.sqrt(dot(direction, direction));
      out[k] = IntStream.range(0, direction.length).mapToDouble(d -> direction[d] / norm).toArray();
    }
    return out;
  }

  /**
   * States of all prompts (P, D).
   *
   * @param condition {@code default}, or a style's id after {@code +} or {@code -}, with {@code
   *     /weak} or {@code /strong} behind it half as far from the middle, or half as far again;
   *     {@code /again} behind any of them is the same prompt in other words
   * @param layer from 0
   */
  public float[][] states(String condition, int layer) {
    double[] centre = gaussian(random(PLACE, 2, layer), law.shape().width(), 3);
    double[][] directions = directions(layer);
    float[][] out = new float[size()][];
    for (int p = 0; p < out.length; p++) {
      double[] state = centre.clone();
      add(state, shared(3, p, law.shape().width()), law.noise().topic());
      SplittableRandom own = random(seed, 5, p, condition.hashCode(), layer);
      add(state, gaussian(own, state.length, 1), law.noise().own());
      double[] along = along(condition, p);
      for (int k = 0; k < STYLES; k++) {
        add(state, directions[k], rise(layer) * along[k]);
      }
      out[p] = narrow(state);
    }
    return out;
  }

  /** States of neutral texts, each of a topic of its own and lying nowhere on a style (Q, D). */
  public float[][] neutral(int count, int layer) {
    double[] centre = gaussian(random(PLACE, 2, layer), law.shape().width(), 3);
    float[][] out = new float[count][];
    for (int q = 0; q < count; q++) {
      double[] state = centre.clone();
      add(state, gaussian(random(seed, 7, q), state.length, 1), law.noise().topic());
      add(state, gaussian(random(seed, 8, q, layer), state.length, 1), law.noise().own());
      out[q] = narrow(state);
    }
    return out;
  }

  private double[] along(String condition, int prompt) {
    double[] noise = shared(4, prompt, STYLES);
    double range = 1 + law.noise().range() * random(seed, 6, prompt).nextGaussian();
    double[] out = new double[STYLES];
    for (Style style : Style.values()) {
      int k = style.index();
      double percent = percent(style, CATEGORIES.get(category(prompt)));
      out[k] = RANGE * (percent + law.noise().percent() * noise[k]) / 100;
      String own = condition.replaceFirst("/.*", "");
      if (own.equals("+" + style.id())) {
        out[k] = RANGE * range * (1 + beyond(condition));
      } else if (own.equals("-" + style.id())) {
        out[k] = -RANGE * range * beyond(condition);
      }
    }
    return out;
  }

  /** How far a dose goes beyond the plain one, in parts of the range. */
  private static double beyond(String condition) {
    return condition.endsWith("/weak") ? -0.25 : condition.endsWith("/strong") ? 0.25 : 0;
  }

  /** Standard normal numbers that prompts of one topic share in part. */
  private double[] shared(int kind, int prompt, int count) {
    double icc = law.noise().icc();
    double[] out = new double[count];
    add(out, gaussian(random(seed, kind, 1, topic(prompt)), count, 1), Math.sqrt(icc));
    add(out, gaussian(random(seed, kind, 2, prompt), count, 1), Math.sqrt(1 - icc));
    return out;
  }

  private int size() {
    return CATEGORIES.size() * law.shape().topics() * law.shape().prompts();
  }

  private int topic(int prompt) {
    return prompt / law.shape().prompts();
  }

  private int category(int prompt) {
    return topic(prompt) / law.shape().topics();
  }

  private static SplittableRandom random(long... key) {
    long mixed = 0;
    for (long part : key) {
      mixed = new SplittableRandom(mixed ^ part).nextLong();
    }
    return new SplittableRandom(mixed);
  }

  private static double[] gaussian(SplittableRandom random, int count, double size) {
    return IntStream.range(0, count).mapToDouble(i -> size * random.nextGaussian()).toArray();
  }

  private static void add(double[] to, double[] what, double times) {
    for (int d = 0; d < to.length; d++) {
      to[d] += times * what[d];
    }
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(d -> a[d] * b[d]).sum();
  }

  private static float[] narrow(double[] wide) {
    float[] out = new float[wide.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = (float) wide[d];
    }
    return out;
  }
}
