package io.stateprint.prompts;

/**
 * A system prompt: a placebo, which asks for nothing, or a real one.
 *
 * @param id stable across runs
 * @param lang such as {@code ru}
 * @param text what the system says
 */
public record SystemPrompt(String id, String lang, String text) {}
