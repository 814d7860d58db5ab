package io.stateprint.prompts;

/**
 * A text that stands for a style in the article's method.
 *
 * @param id stable across runs
 * @param style what it stands for
 * @param frame its sentence pattern; frames are the unit that the bootstrap draws
 * @param topic what fills the pattern; topics are the folds of the calibration
 * @param lang such as {@code ru}
 * @param text what the user says
 */
public record Anchor(
    String id, Style style, String frame, String topic, String lang, String text) {}
