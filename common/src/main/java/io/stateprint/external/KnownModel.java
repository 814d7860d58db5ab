package io.stateprint.external;

/**
 * What a model is recognised by.
 *
 * @param name its id or location
 * @param architecture its {@code model_type}
 * @param layers L
 * @param width D
 * @param vocabulary V
 */
public record KnownModel(String name, String architecture, int layers, int width, int vocabulary) {}
