package io.stateprint.jobs.style;

import io.stateprint.personality.Personality;
import io.stateprint.portrait.Portrait;
import io.stateprint.traits.Constancy;
import java.util.List;

/**
 * What job 2 measured of a model.
 *
 * @param portraits by the article's method, one a pooling
 * @param personalities on the model's own scale, one a pooling; none where the run lacks something
 * @param constancies of them, in the same order
 * @param lacking what the run lacks for them; empty where it lacks nothing
 */
public record ProfiledModel(
    List<Portrait> portraits,
    List<Personality> personalities,
    List<Constancy> constancies,
    String lacking) {
  static ProfiledModel without(List<Portrait> portraits, String lacking) {
    return new ProfiledModel(portraits, List.of(), List.of(), lacking);
  }
}
