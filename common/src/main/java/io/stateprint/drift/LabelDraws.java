package io.stateprint.drift;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * Random answers to "which state of this prompt is the current one?", shared by all layers so that
 * the largest statistic over layers has a null of its own.
 *
 * @param picks 0 for the current run, r + 1 for replicate r, (B, n)
 * @param replicates that take part, R at most
 */
public record LabelDraws(int[][] picks, int replicates) implements Serializable {
  private static final int MOST_STATES = 1200;

  /**
   * Draws. Of many prompts only the first few replicates take part: distances of all pairs of at
   * most about 1,200 states, or of three replicates, are held at once.
   *
   * @param prompts n
   * @param replicates R of the reference
   * @param count B
   * @param seed of all draws
   */
  public static LabelDraws of(int prompts, int replicates, int count, long seed) {
    int used = Math.min(replicates, Math.max(3, MOST_STATES / prompts - 1));
    SplittableRandom random = new SplittableRandom(seed);
    int[][] picks = new int[count][prompts];
    for (int[] draw : picks) {
      for (int x = 0; x < prompts; x++) {
        draw[x] = random.nextInt(used + 1);
      }
    }
    return new LabelDraws(picks, used);
  }
}
