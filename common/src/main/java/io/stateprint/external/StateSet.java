package io.stateprint.external;

import java.util.Locale;

/** Which texts a check needs the states of. Each state is that of a text's last token. */
public enum StateSet {
  /**
   * The beginnings of "Summer is warm. Winter is cold.\n" in the plain format: no text but the
   * start token, where the tokenizer puts one; "Summer"; "Summer is warm."; the whole.
   */
  SINKS,
  /** Texts in the plain format, each cut off after a random word. */
  WORDS,
  /** Prompts that a model should refuse, the user's own file. */
  HARMFUL,
  /** Prompts that it should answer, the user's own file. */
  HARMLESS;

  /** The name in messages and tables, such as {@code words}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
