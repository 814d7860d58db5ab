package io.stateprint.decoder;

import java.util.Locale;

/** The arithmetic of a forward pass. */
public enum Precision {
  /** Residual stream in the checkpoint's own type; quantised weights compute in float32. */
  CHECKPOINT,
  /** Every weight widened to float32, and all arithmetic in float32. */
  FLOAT32;

  /** The name in configuration, such as {@code checkpoint}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
