package io.stateprint.external;

import java.util.Locale;

/** Which texts a check needs the states of. Each state is that of a text's last token. */
public enum StateSet {
  /**
   * The beginnings of "Summer is warm. Winter is cold.\n" in the plain format: no text but the
   * start token, where the tokenizer puts one; "Summer"; "Summer is warm."; the whole.
   */
  SINKS("the start token and beginnings of \"Summer is warm. Winter is cold.\\n\""),
  /** Texts in the plain format, each cut off after a random word. */
  WORDS("100 texts or more, each cut off after a random word"),
  /** Prompts that a model should refuse, the user's own file. */
  HARMFUL("a file of harmful prompts (Heretic: mlabonne/harmful_behaviors, train[:400])"),
  /** Prompts that it should answer, the user's own file. */
  HARMLESS("a file of harmless prompts (Heretic: mlabonne/harmless_alpaca, train[:400])");

  private final String description;

  StateSet(String description) {
    this.description = description;
  }

  /** What is in it, for messages. */
  public String description() {
    return description;
  }

  /** The name in messages and tables, such as {@code words}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
