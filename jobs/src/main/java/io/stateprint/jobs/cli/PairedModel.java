package io.stateprint.jobs.cli;

import io.stateprint.jobs.tables.RunRow;
import io.stateprint.personality.Personality;
import io.stateprint.report.ComparedModel;

/**
 * A model of a run that is held against the others.
 *
 * @param id of it
 * @param manifest of it
 * @param personality without the draws of layers
 */
record PairedModel(String id, RunRow manifest, Personality personality) {
  /** As comparisons name it. */
  ComparedModel compared() {
    return new ComparedModel(id, Pages.facts(manifest), manifest.format(), manifest.systemPrompt());
  }
}
