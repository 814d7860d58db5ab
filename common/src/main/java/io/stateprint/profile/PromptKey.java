package io.stateprint.profile;

import java.io.Serializable;

/**
 * A prompt as the bootstrap sees it.
 *
 * @param id of the prompt
 * @param category fixed in every draw
 * @param topic the cluster that is drawn whole
 */
public record PromptKey(String id, String category, String topic) implements Serializable {}
