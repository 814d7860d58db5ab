package io.stateprint.prompts;

import java.util.Locale;

/** The four measured styles, in the order of every table and array. */
public enum Style {
  EMPATHY,
  TECHNICALITY,
  CREATIVITY,
  FORMALITY;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The name in tables, files and configuration, such as {@code empathy}. */
  public String id() {
    return id;
  }

  /** Its place in every array over styles: 0 to 3, in the order above. */
  @SuppressWarnings("EnumOrdinal") // the order of the constants is the contract
  public int index() {
    return ordinal();
  }
}
