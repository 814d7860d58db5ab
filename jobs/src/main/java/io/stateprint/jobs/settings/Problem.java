package io.stateprint.jobs.settings;

/**
 * Something wrong with the configuration.
 *
 * @param place file and line, or the option, that says it
 * @param sentence key, value, and what to do
 */
public record Problem(String place, String sentence) {
  @Override
  public String toString() {
    return place + ": " + sentence;
  }
}
