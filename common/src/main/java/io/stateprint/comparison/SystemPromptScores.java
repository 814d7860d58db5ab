package io.stateprint.comparison;

import io.stateprint.evidence.TooFewException;
import io.stateprint.profile.PromptKey;
import java.io.Serializable;
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
 */
public record SystemPromptScores(
    int[] layers,
    double[] depths,
    List<PromptKey> prompts,
    double[][] treated,
    double[][] baseline,
    double[][][] placebos)
    implements Serializable {
  private static final int LEAST_PLACEBOS = 8;
  private static final int LEAST_PROMPTS = 10;

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
