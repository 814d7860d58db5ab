package io.stateprint.report;

/**
 * One of two models that are compared.
 *
 * @param id of the model
 * @param facts what it is
 * @param format {@code chat} or {@code plain}
 * @param system its system prompt, empty where it has none
 */
public record ComparedModel(String id, ModelSection.Facts facts, String format, String system) {}
