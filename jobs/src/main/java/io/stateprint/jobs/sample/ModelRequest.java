package io.stateprint.jobs.sample;

import io.stateprint.decoder.Precision;
import io.stateprint.jobs.settings.MachineSettings;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import io.stateprint.tokens.TemplateSettings;
import java.util.List;
import java.util.Optional;

/**
 * One model of a sweep, and what is wanted of it.
 *
 * @param id its id in the tables
 * @param source of the weights
 * @param chat whether texts go through the chat template
 * @param system the system prompt
 * @param wanted layers, poolings and arithmetic
 * @param template bounds on the chat template
 */
public record ModelRequest(
    String id,
    Source source,
    boolean chat,
    Optional<String> system,
    Wanted wanted,
    TemplateSettings template) {

  /**
   * Where the weights are.
   *
   * @param asked as the configuration says
   * @param location a path that every executor can open
   */
  public record Source(String asked, String location) {}

  /** Where the weights lie, a path that every executor can open. */
  public String checkpoint() {
    return source.location();
  }

  /**
   * What is sampled.
   *
   * @param layers sampled blocks
   * @param poolings of the states
   * @param precision of the arithmetic
   * @param machine what a task may use
   * @param parts tasks that the texts are cut into; 0 leaves it to the plan
   * @param shards that the layers are cut into; 0 leaves it to the run, which knows its executors
   */
  public record Wanted(
      LayerChoice layers,
      List<Pooling> poolings,
      Precision precision,
      MachineSettings machine,
      int parts,
      int shards) {
    private Wanted inParts(int count) {
      return new Wanted(layers, poolings, precision, machine, count, shards);
    }
  }

  /** The same, its texts in so many parts and no others. */
  ModelRequest inParts(int count) {
    return new ModelRequest(id, source, chat, system, wanted.inParts(count), template);
  }

  /** {@code chat} or {@code plain}, as the tables spell it. */
  String format() {
    return chat ? "chat" : "plain";
  }
}
