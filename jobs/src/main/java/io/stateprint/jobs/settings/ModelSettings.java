package io.stateprint.jobs.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One model of a sweep.
 *
 * @param id a folder name in the tables
 * @param checkpoint where it comes from, revision included
 * @param format how texts are put to it
 * @param system the system prompt
 */
public record ModelSettings(
    String id, String checkpoint, PromptFormat format, Optional<String> system) {
  /** The same as the configuration spells it. */
  Map<String, Object> entry() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", id);
    entry.put("checkpoint", checkpoint);
    entry.put("format", format.id());
    system.ifPresent(text -> entry.put("system", text));
    return entry;
  }
}
