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
  private static final String PLAIN = "plain";

  /**
   * The condition that it makes: {@code +empathy}; {@code +empathy/w2} in another wording than the
   * first; {@code +empathy/strong} in another dose than plain.
   */
  public String condition() {
    return polarity
        + style
        + (wording == 1 ? "" : "/w" + wording)
        + (dose.equals(PLAIN) ? "" : "/" + dose);
  }
}
