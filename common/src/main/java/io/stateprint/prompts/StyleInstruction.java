package io.stateprint.prompts;

/**
 * A sentence before the prompt that asks for more or less of a style.
 *
 * @param id stable across runs
 * @param style such as {@code empathy}, or {@code nonsense}, the control
 * @param polarity {@code +} or {@code -}
 * @param wording number of the wording, from 1
 * @param dose {@code weak}, {@code plain} or {@code strong}
 * @param lang such as {@code ru}
 * @param text the sentence
 */
public record StyleInstruction(
    String id, String style, String polarity, int wording, String dose, String lang, String text) {
  /** The condition that it makes, such as {@code +empathy}. */
  public String condition() {
    return polarity + style;
  }
}
