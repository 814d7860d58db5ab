package io.stateprint.sampling;

import java.util.Locale;

/** The tokens of a prompt that one sampled state stands for. */
public enum Pooling {
  /** The final token of the rendered prompt, after the generation prompt: "about to speak". */
  LAST,
  /** The mean over the user's content tokens, sink tokens left out: "perception". */
  USER;

  /** The name in tables and configuration, such as {@code last}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
