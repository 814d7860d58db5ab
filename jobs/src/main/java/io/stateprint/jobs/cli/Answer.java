package io.stateprint.jobs.cli;

import java.util.List;

/**
 * What a command has to say.
 *
 * @param text for people
 * @param json for scripts
 * @param failures a sentence for each model that the answer leaves out
 */
public record Answer(String text, String json, List<String> failures) {
  /** Of a command that left nothing out. */
  public Answer(String text, String json) {
    this(text, json, List.of());
  }

  /** The same without some models. */
  Answer but(List<String> sentences) {
    return new Answer(text, json, List.copyOf(sentences));
  }
}
