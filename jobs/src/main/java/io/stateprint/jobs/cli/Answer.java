package io.stateprint.jobs.cli;

import java.util.List;

/**
 * What a command has to say.
 *
 * @param text for people
 * @param json for scripts
 * @param failures a sentence for each model that the answer leaves out
 * @param drift whether a run was found to have drifted
 */
public record Answer(String text, String json, List<String> failures, boolean drift) {
  /** Of a command that left nothing out. */
  public Answer(String text, String json) {
    this(text, json, List.of(), false);
  }

  /** The same without some models. */
  Answer but(List<String> sentences) {
    return new Answer(text, json, List.copyOf(sentences), drift);
  }

  /** The same with or without an alarm. */
  Answer drifted(boolean alarm) {
    return new Answer(text, json, failures, alarm);
  }
}
