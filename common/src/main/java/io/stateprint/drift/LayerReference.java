package io.stateprint.drift;

import io.stateprint.evidence.TooFewException;
import io.stateprint.geometry.CentredStates;
import io.stateprint.storage.InputException;
import java.io.Serializable;
import java.util.List;

/**
 * The states of one layer in every replicate of the reference.
 *
 * @param layer true id of the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param prompts ids of the key prompts, (n)
 * @param states of each replicate, (R, n, D)
 * @param scale centre and massive dimensions of the layer
 * @param axes unit directions of the styles, (K, D)
 */
public record LayerReference(
    int layer,
    double depth,
    List<String> prompts,
    float[][][] states,
    CentredStates scale,
    double[][] axes)
    implements Serializable {
  /** Below this a replicate cannot be told from the floor at the 5% level. */
  static final int LEAST_REPLICATES = 20;

  /** Below this no sign flip reaches alpha / 2 = 0.005. */
  static final int LEAST_PROMPTS = 10;

  public LayerReference {
    prompts = List.copyOf(prompts);
    TooFewException.require(
        "take a noise floor", "replicates of the reference", states.length, LEAST_REPLICATES);
    TooFewException.require("watch drift", "key prompts", prompts.size(), LEAST_PROMPTS);
    for (float[][] replicate : states) {
      requireLike(layer, prompts, replicate, scale.centre().length);
    }
    for (double[] axis : axes) {
      UnlikeRunsException.require("states of width", axis.length, scale.centre().length);
    }
  }

  /** R. */
  int replicates() {
    return states.length;
  }

  /** D. */
  int width() {
    return scale.centre().length;
  }

  /**
   * Refuses a run that was not made as this reference was.
   *
   * @param run of one layer
   */
  void requireLike(LayerRun run) {
    UnlikeRunsException.require("layer", layer, run.layer());
    UnlikeRunsException.require("prompts", prompts, run.prompts());
    requireLike(layer, prompts, run.states(), width());
  }

  /** Mean of a prompt's states over the replicates, without one of them (-1: without none), (D). */
  double[] mean(int prompt, int without) {
    double[] mean = new double[width()];
    for (int r = 0; r < states.length; r++) {
      if (r != without) {
        float[] state = states[r][prompt];
        for (int d = 0; d < mean.length; d++) {
          mean[d] += state[d];
        }
      }
    }
    int count = without < 0 ? states.length : states.length - 1;
    for (int d = 0; d < mean.length; d++) {
      mean[d] /= count;
    }
    return mean;
  }

  /** 1 - cosine of a mean and a state, the mean on the layer's scale. */
  double distance(double[] mean, float[] state) {
    return CentredStates.distance(mean, scale.of(state));
  }

  private static void requireLike(int layer, List<String> prompts, float[][] states, int width) {
    UnlikeRunsException.require(
        "at layer %d a number of prompts of".formatted(layer), prompts.size(), states.length);
    for (int x = 0; x < states.length; x++) {
      UnlikeRunsException.require("states of width", width, states[x].length);
      for (float value : states[x]) {
        if (!Float.isFinite(value)) {
          throw new InputException(
              "Cannot compare runs: the state of prompt %s at layer %d holds %s; sample it again in float32 or bfloat16"
                  .formatted(prompts.get(x), layer, value));
        }
      }
    }
  }
}
