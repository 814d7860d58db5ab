package io.stateprint.jobs.cli;

/**
 * What a command has to say.
 *
 * @param text for people
 * @param json for scripts
 */
public record Answer(String text, String json) {}
