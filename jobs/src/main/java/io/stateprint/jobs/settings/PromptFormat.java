package io.stateprint.jobs.settings;

import java.util.Locale;

/** How a text is put to a model. */
public enum PromptFormat {
  /** Through the model's chat template. */
  CHAT,
  /** As it is. */
  PLAIN;

  /** The name in configuration and tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
