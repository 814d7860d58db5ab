package io.stateprint.personality;

import java.io.Serializable;

/**
 * A text whose state was sampled.
 *
 * @param id of the prompt
 * @param role {@code prompt}, {@code calibration}, {@code paraphrase}, {@code framing}, {@code
 *     control}, {@code placebo} or {@code system}
 * @param condition such as {@code default} or {@code +empathy/w2}
 * @param category of the prompt
 * @param topic of the prompt
 * @param lang of the prompt
 */
public record SampledText(
    String id, String role, String condition, String category, String topic, String lang)
    implements Serializable {}
