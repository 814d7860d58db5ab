package io.stateprint.choice;

import java.io.Serializable;

/**
 * A feature that a choice left out for all models, so that all fits rest on the same features.
 *
 * @param feature left out
 * @param model for whose sake
 * @param reason why
 */
public record Dropped(Feature feature, String model, Reason reason) implements Serializable {
  /** Why a feature is left out. */
  public enum Reason {
    /** It was not measured for this model. */
    NOT_MEASURED,
    /** Its grade is X: a validity test failed. */
    FAILED
  }
}
