package io.stateprint.comparison;

import io.stateprint.geometry.CentredStates;
import io.stateprint.storage.InputException;
import java.io.Serializable;

/**
 * Whether two models may be measured on one axis of a style (warning W11).
 *
 * @param cosine of the two directions
 * @param corrected for their unreliability, cos / sqrt(rho_B rho_I); may pass 1; NaN where a
 *     direction is not reliable at all
 */
public record AxisCheck(double cosine, double corrected) implements Serializable {
  private static final double LEAST = 0.7;

  /**
   * Compares a direction of the base model with that of the instruct model.
   *
   * @param base (D)
   * @param baseReliability rho_dir
   * @param instruct (D)
   * @param instructReliability rho_dir
   */
  public static AxisCheck of(
      double[] base, double baseReliability, double[] instruct, double instructReliability) {
    if (base.length != instruct.length) {
      throw new InputException(
          "Cannot compare axes: the base model is %d wide, the instruct model %d; take a pair of one architecture"
              .formatted(base.length, instruct.length));
    }
    double cosine = 1 - CentredStates.distance(base, instruct);
    boolean reliable = baseReliability > 0 && instructReliability > 0;
    return new AxisCheck(
        cosine, reliable ? cosine / Math.sqrt(baseReliability * instructReliability) : Double.NaN);
  }

  /** Whether one scale may serve both; otherwise W11: the axis itself moved, or is not known. */
  public boolean shared() {
    return corrected >= LEAST;
  }
}
