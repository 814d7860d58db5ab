package io.stateprint.drift;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What is watched, the same at every layer.
 *
 * @param prompts ids of the key prompts, sorted, (n)
 * @param replicates R
 * @param looks ids of the runs of a series, in order; none where there is no series
 * @param scored ids of the prompts that both runs have under all conditions; empty where percents
 *     of range cannot be compared
 * @param instructed whether replicates were sampled under all conditions
 * @param draws of bootstraps
 * @param seed of every random choice
 */
public record WatchPlan(
    List<String> prompts,
    int replicates,
    List<String> looks,
    Set<String> scored,
    boolean instructed,
    int draws,
    long seed)
    implements Serializable {
  /** Permutations of labels and flips of signs; p can fall to 1 / 2000. */
  public static final int FLIPS = 1999;

  public WatchPlan {
    prompts = List.copyOf(prompts);
    looks = List.copyOf(looks);
    scored = Set.copyOf(scored);
  }

  /** Labels of all layers. */
  LabelDraws labels() {
    return LabelDraws.of(prompts.size(), replicates, FLIPS, seed);
  }
}
