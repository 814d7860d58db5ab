package io.stateprint.jobs.tables;

import java.util.List;

/**
 * What was tokenized for one prompt under one condition.
 *
 * @param promptId the prompt, or the anchor
 * @param condition {@code default}, a style instruction, or a system prompt
 * @param ids token ids, (T)
 * @param spans the part each token belongs to: system, user, template or response, (T)
 * @param rendered the text that was tokenized
 * @param sha256 of the ids, as decimal numbers with commas between
 */
public record TokenRow(
    String promptId,
    String condition,
    int[] ids,
    List<String> spans,
    String rendered,
    String sha256) {}
