package io.stateprint.score;

import io.stateprint.direction.Calibration;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A simulated layer: each style has a planted direction; instructions put a state at its two ends,
 * and the default lies at a known part of the way, that part varying over topics and prompts.
 *
 * @param prompts of the bank
 * @param width D
 * @param strength length of the planted directions; 0 for instructions that do nothing
 * @param lean mean part of the way of each style, in 0..1, (K)
 * @param seed of all noise
 */
public record Synthetic(
    List<PromptKey> prompts, int width, double strength, double[] lean, long seed) {
  private static final List<String> CATEGORIES =
      List.of("analytic", "creative", "emotional", "support");

  /** A bank of four categories, with so many topics each of so many prompts. */
  public static List<PromptKey> bank(int topics, int each) {
    List<PromptKey> out = new ArrayList<>();
    for (String category : CATEGORIES) {
      for (int t = 0; t < topics; t++) {
        for (int i = 0; i < each; i++) {
          out.add(new PromptKey(category + t + "-" + i, category, "t" + t));
        }
      }
    }
    return out;
  }

  /** States of a layer. */
  public LayerStates states() {
    Random random = new Random(seed);
    int count = prompts.size();
    int styles = Style.values().length;
    double[][] axes = axes(random);
    double[][] topicOf = topicEffects(random);
    float[][] base = new float[count][];
    float[][][] plus = new float[styles][count][];
    float[][][] minus = new float[styles][count][];
    for (int p = 0; p < count; p++) {
      double[] content = gaussian(random, 1);
      double[] leans = new double[styles];
      for (int k = 0; k < styles; k++) {
        leans[k] = lean[k] + 0.1 * topicOf[p][k] + 0.15 * random.nextGaussian();
      }
      base[p] = state(content, axes, leans, random);
      for (int k = 0; k < styles; k++) {
        plus[k][p] = state(content, axes, with(leans, k, 1), random);
        minus[k][p] = state(content, axes, with(leans, k, 0), random);
      }
    }
    return new LayerStates(0, 0.5, base, plus, minus);
  }

  /** Neutral states, (Q, D). */
  public float[][] neutral() {
    Random random = new Random(seed + 1);
    float[][] out = new float[40][];
    for (int q = 0; q < out.length; q++) {
      out[q] = state(gaussian(random, 1), new double[0][], new double[0], random);
    }
    return out;
  }

  /** What the neutral states say of the layer. */
  public Calibration calibration() {
    List<String> topics = IntStream.range(0, 40).mapToObj(q -> "q" + q).toList();
    return Calibration.of(List.of(neutral()), topics);
  }

  /** Inner products of the layer. */
  public LayerGram gram() {
    return LayerGram.of(states(), calibration(), neutral());
  }

  /** Clusters of the bank. */
  public Clusters clusters() {
    return Clusters.of(prompts);
  }

  /** Folds of the bank. */
  public Folds folds() {
    return Folds.five(clusters());
  }

  private double[][] axes(Random random) {
    double[][] axes = new double[Style.values().length][];
    for (int k = 0; k < axes.length; k++) {
      axes[k] = gaussian(random, strength / Math.sqrt(width));
    }
    return axes;
  }

  private double[][] topicEffects(Random random) {
    Clusters clusters = clusters();
    double[][] effects = new double[clusters.topics().size()][Style.values().length];
    for (double[] row : effects) {
      for (int k = 0; k < row.length; k++) {
        row[k] = random.nextGaussian();
      }
    }
    return IntStream.of(clusters.topic()).mapToObj(g -> effects[g]).toArray(double[][]::new);
  }

  private static double[] with(double[] leans, int style, double value) {
    double[] out = leans.clone();
    out[style] = value;
    return out;
  }

  private float[] state(double[] content, double[][] axes, double[] leans, Random random) {
    float[] out = new float[width];
    for (int d = 0; d < width; d++) {
      double value = content[d] + 0.4 * random.nextGaussian();
      for (int k = 0; k < axes.length; k++) {
        value += leans[k] * axes[k][d];
      }
      out[d] = (float) value;
    }
    return out;
  }

  private double[] gaussian(Random random, double scale) {
    return IntStream.range(0, width).mapToDouble(d -> scale * random.nextGaussian()).toArray();
  }
}
