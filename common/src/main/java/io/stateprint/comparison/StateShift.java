package io.stateprint.comparison;

import io.stateprint.geometry.CentredStates;
import io.stateprint.storage.InputException;

/** How far alignment moved the states of a layer, in units of its noise floor. */
public final class StateShift {
  private static final double ROUNDING = 1e-6;

  private StateShift() {}

  /**
   * How far replicates of one model lie from each other: mean over replicates and prompts of 1 -
   * centred cosine to the mean of the others. NaN of fewer than two, or where a state has no angle.
   *
   * @param replicates (R, P, D)
   * @param scale of the layer
   */
  public static double floor(float[][][] replicates, CentredStates scale) {
    if (replicates.length < 2) {
      return Double.NaN;
    }
    double sum = 0;
    int prompts = replicates[0].length;
    for (int p = 0; p < prompts; p++) {
      double[] total = new double[replicates[0][p].length];
      for (float[][] one : replicates) {
        if (!hasAngle(one[p], scale)) {
          return Double.NaN;
        }
        for (int d = 0; d < total.length; d++) {
          total[d] += one[p][d];
        }
      }
      for (float[][] one : replicates) {
        double[] others = new double[total.length];
        for (int d = 0; d < others.length; d++) {
          others[d] = (total[d] - one[p][d]) / (replicates.length - 1);
        }
        sum += CentredStates.distance(scale.of(others), scale.of(one[p]));
      }
    }
    return sum / (replicates.length * (double) prompts);
  }

  /**
   * Mean of 1 - centred cosine over prompts, over the floor.
   *
   * @param base (P, D)
   * @param instruct (P, D)
   * @param scale of the layer
   * @param floor the same mean between nuisance replicates of one model, above 0
   */
  public static double of(float[][] base, float[][] instruct, CentredStates scale, double floor) {
    if (!(floor > 0)) {
      throw new IllegalArgumentException("a floor of " + floor);
    }
    return mean(base, instruct, scale) / floor;
  }

  /**
   * Mean of 1 - centred cosine over prompts, 0 to 2; without a floor nothing says what is much. NaN
   * where a state lies at the centre up to rounding, and so has no angle: a layer that has not seen
   * the prompt yet.
   *
   * @param base (P, D)
   * @param instruct (P, D)
   * @param scale of the layer
   */
  public static double mean(float[][] base, float[][] instruct, CentredStates scale) {
    if (base.length != instruct.length || base[0].length != instruct[0].length) {
      throw new InputException(
          "Cannot compare states: %d prompts of width %d with %d of width %d; take the same prompts and a pair of one architecture"
              .formatted(base.length, base[0].length, instruct.length, instruct[0].length));
    }
    double sum = 0;
    for (int p = 0; p < base.length; p++) {
      if (!hasAngle(base[p], scale) || !hasAngle(instruct[p], scale)) {
        return Double.NaN;
      }
      sum += scale.distance(base[p], instruct[p]);
    }
    return sum / base.length;
  }

  private static boolean hasAngle(float[] state, CentredStates scale) {
    double centred = 0;
    double length = 0;
    for (double value : scale.of(state)) {
      centred += value * value;
    }
    for (float value : state) {
      length += (double) value * value;
    }
    return centred > ROUNDING * ROUNDING * length;
  }
}
