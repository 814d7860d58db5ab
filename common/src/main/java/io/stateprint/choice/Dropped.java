package io.stateprint.choice;

import io.stateprint.traits.Lacking;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A feature that a choice left out for all models, so that all fits rest on the same features.
 *
 * @param feature left out
 * @param model for whose sake
 * @param reason why
 * @param lacking why it was not measured, where that is known
 */
public record Dropped(Feature feature, String model, Reason reason, @Nullable Lacking lacking)
    implements Serializable {
  /** Why a feature is left out. */
  public enum Reason {
    /** It was not measured for this model. */
    NOT_MEASURED,
    /** Its grade is X: a validity test failed. */
    FAILED
  }

  /** The reason in words. */
  String words() {
    return reason == Reason.FAILED
        ? "grade X"
        : "not measured" + (lacking == null ? "" : ": " + lacking.text());
  }
}
