package io.stateprint.jobs.settings;

/**
 * What the program logs on standard error.
 *
 * @param level of its own messages, as log4j names levels; {@code off} where it is silent
 * @param json whether a message is a line of JSON
 */
public record LogSettings(String level, boolean json) {}
