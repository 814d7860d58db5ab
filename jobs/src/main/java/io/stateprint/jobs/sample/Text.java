package io.stateprint.jobs.sample;

import java.io.Serializable;

/**
 * One text to sample: a prompt or an anchor under one condition.
 *
 * @param promptId the prompt, or the anchor
 * @param promptSet the file that it comes from, without folder
 * @param category its category, or an anchor's style
 * @param topic what it is about
 * @param lang its language
 * @param role {@code prompt} or {@code anchor}
 * @param condition {@code default}, or a style instruction
 * @param content what the user says
 */
public record Text(
    String promptId,
    String promptSet,
    String category,
    String topic,
    String lang,
    String role,
    String condition,
    String content)
    implements Serializable {
  /** How messages call it. */
  String label() {
    return condition.equals("default")
        ? "%s %s".formatted(role, promptId)
        : "%s %s under %s".formatted(role, promptId, condition);
  }
}
