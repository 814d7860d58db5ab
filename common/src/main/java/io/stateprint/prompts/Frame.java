package io.stateprint.prompts;

/**
 * A document that a text is put into, for models that know no chat: what stands before the text
 * says which style the answer after it has.
 *
 * @param id stable across runs
 * @param condition {@code default}, {@code +empathy}, {@code -empathy}, ...
 * @param lang such as {@code ru}
 * @param text the document, {@value #PLACE} in the place of the text
 */
public record Frame(String id, String condition, String lang, String text) {
  /** Stands for the text. */
  public static final String PLACE = "{text}";

  /** The document around a text. */
  public String around(String prompt) {
    return text.replace(PLACE, prompt);
  }
}
