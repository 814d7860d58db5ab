package io.stateprint.direction;

import io.stateprint.prompts.Style;

/**
 * The sampled state of one anchor.
 *
 * @param style what it stands for
 * @param frame its sentence pattern; frames of two styles never mix
 * @param topic what fills the pattern
 * @param state pooled state of one layer, (D)
 */
public record AnchorState(Style style, String frame, String topic, float[] state) {}
