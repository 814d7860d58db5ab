package io.stateprint.comparison;

import io.stateprint.evidence.TooFewException;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.profile.PromptKey;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of one style with a system prompt, without it, and with placebos.
 *
 * @param layers true ids, ascending, (L)
 * @param depths of the layers, (L)
 * @param prompts P
 * @param treated with the system prompt, in percent of range, (L, P)
 * @param baseline with the explicit baseline, (L, P)
 * @param placebos with each placebo, (J, L, P)
 * @param drawn the same under the draws of the bootstrap; of no layer where only prompts are drawn
 */
public record SystemPromptScores(
    int[] layers,
    double[] depths,
    List<PromptKey> prompts,
    double[][] treated,
    double[][] baseline,
    double[][][] placebos,
    Drawn drawn)
    implements Serializable {
  private static final int LEAST_PLACEBOS = 8;
  private static final int LEAST_PROMPTS = 10;
  private static final double ENOUGH = 0.95;

  /**
   * Means over the prompts of each draw, directions made anew in each.
   *
   * @param effect the change by the system prompt less the mean change by placebos, (L, B)
   * @param baseline with the explicit baseline, (L, B)
   */
  public record Drawn(double[][] effect, double[][] baseline) implements Serializable {
    /** No draws. */
    public static final Drawn NONE = new Drawn(new double[0][], new double[0][]);

    /** Whether there are draws, and so few without a value that they say something. */
    boolean present() {
      return effect.length > 0
          && Arrays.stream(effect)
              .allMatch(
                  row ->
                      Arrays.stream(row).filter(Double::isFinite).count() >= ENOUGH * row.length);
    }
  }

  /** Of prompts that are drawn with directions as they are. */
  public SystemPromptScores(
      int[] layers,
      double[] depths,
      List<PromptKey> prompts,
      double[][] treated,
      double[][] baseline,
      double[][][] placebos) {
    this(layers, depths, prompts, treated, baseline, placebos, Drawn.NONE);
  }

  public SystemPromptScores {
    prompts = List.copyOf(prompts);
    String purpose = "measure the effect of a system prompt";
    TooFewException.require(purpose, "placebo system prompts", placebos.length, LEAST_PLACEBOS);
    TooFewException.require(purpose, "prompts", prompts.size(), LEAST_PROMPTS);
    TooFewException.require(purpose, "sampled layers", layers.length, 2);
    requireShape("depths", depths.length, layers.length);
    requireShape("treated", treated, layers.length, prompts.size());
    requireShape("baseline", baseline, layers.length, prompts.size());
    for (double[][] placebo : placebos) {
      requireShape("placebo", placebo, layers.length, prompts.size());
    }
  }

  /** e: the change by the system prompt less the mean change by placebos, (P, L). */
  double[][] effects() {
    double[][] out = new double[prompts.size()][layers.length];
    for (int l = 0; l < layers.length; l++) {
      for (int p = 0; p < out.length; p++) {
        double placebo = 0;
        for (double[][] one : placebos) {
          placebo += (one[l][p] - baseline[l][p]) / placebos.length;
        }
        out[p][l] = treated[l][p] - baseline[l][p] - placebo;
      }
    }
    return out;
  }

  /**
   * The effect over the layers from one on in each draw, (B): directions are made anew where the
   * draws of them are there.
   *
   * @param topics draws of the prompts, taken otherwise
   */
  double[] plateaus(int from, TopicDraws topics) {
    if (drawn.present()) {
      return mean(drawn.effect(), from);
    }
    double[] byPrompt =
        Arrays.stream(effects())
            .mapToDouble(e -> Arrays.stream(e, from, e.length).average().orElse(Double.NaN))
            .toArray();
    return topics.replicates(draw -> TopicDraws.mean(byPrompt, draw));
  }

  /** Rows from one on, averaged, (B). */
  static double[] mean(double[][] rows, int from) {
    double[] out = new double[rows[from].length];
    for (int l = from; l < rows.length; l++) {
      for (int b = 0; b < out.length; b++) {
        out[b] += rows[l][b] / (rows.length - from);
      }
    }
    return out;
  }

  /** Mean change by each placebo, (J, L). */
  double[][] placeboMeans() {
    double[][] out = new double[placebos.length][layers.length];
    for (int j = 0; j < out.length; j++) {
      for (int l = 0; l < layers.length; l++) {
        for (int p = 0; p < prompts.size(); p++) {
          out[j][l] += (placebos[j][l][p] - baseline[l][p]) / prompts.size();
        }
      }
    }
    return out;
  }

  private static void requireShape(String name, double[][] values, int layers, int prompts) {
    requireShape(name, values.length, layers);
    for (double[] row : values) {
      requireShape(name, row.length, prompts);
    }
  }

  private static void requireShape(String name, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "%s has %d where %d are expected".formatted(name, actual, expected));
    }
  }
}
