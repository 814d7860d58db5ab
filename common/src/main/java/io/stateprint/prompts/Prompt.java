package io.stateprint.prompts;

/**
 * One user text.
 *
 * @param id stable across runs
 * @param category one of the bank's categories, or {@code own} in a file without them
 * @param topic what it is about, the cluster of the bootstrap; the id where the file has none
 * @param lang such as {@code ru}
 * @param text what the user says
 */
public record Prompt(String id, String category, String topic, String lang, String text) {}
