package io.stateprint.comparison;

import io.stateprint.geometry.CentredStates;
import io.stateprint.storage.InputException;

/** How far alignment moved the states of a layer, in units of its noise floor. */
public final class StateShift {
  private StateShift() {}

  /**
   * Mean of 1 - centred cosine over prompts, over the floor.
   *
   * @param base (P, D)
   * @param instruct (P, D)
   * @param scale of the layer
   * @param floor the same mean between nuisance replicates of one model, above 0
   */
  public static double of(float[][] base, float[][] instruct, CentredStates scale, double floor) {
    if (base.length != instruct.length || base[0].length != instruct[0].length) {
      throw new InputException(
          "Cannot compare states: %d prompts of width %d with %d of width %d; take the same prompts and a pair of one architecture"
              .formatted(base.length, base[0].length, instruct.length, instruct[0].length));
    }
    if (!(floor > 0)) {
      throw new IllegalArgumentException("a floor of " + floor);
    }
    double sum = 0;
    for (int p = 0; p < base.length; p++) {
      sum += scale.distance(base[p], instruct[p]);
    }
    return sum / base.length / floor;
  }
}
