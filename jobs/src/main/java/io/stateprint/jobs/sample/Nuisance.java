package io.stateprint.jobs.sample;

import java.util.SplittableRandom;

/**
 * What a replicate is computed under. None of it should matter.
 *
 * @param number of the replicate, from 1; 0 repeats 1
 * @param seed which texts share a part
 * @param chunkTokens tokens that go through a step together
 * @param parts tasks that the texts are cut into; each reads all weights
 * @param otherType whether it is computed in the other type, where the checkpoint has one
 * @param otherProducts whether float32 products are summed in the other order
 */
public record Nuisance(
    int number, long seed, int chunkTokens, int parts, boolean otherType, boolean otherProducts) {
  private static final int ONE_TEXT = 1;
  private static final int LEAST_CHUNK = 64;
  private static final int MOST_CHUNK = 2048;
  private static final int TIMES_ALONE = 5;
  private static final int TIMES_CUT = 3;

  /**
   * The conditions of a replicate: types and orders of sums in all four pairs in turn, every fifth
   * one text at a time, every third in two tasks.
   *
   * @param number from 0
   * @param seed of the run
   */
  static Nuisance of(int number, long seed) {
    int turn = Math.max(0, number - 1);
    SplittableRandom random = new SplittableRandom(seed + turn);
    double size = LEAST_CHUNK * Math.pow(MOST_CHUNK / (double) LEAST_CHUNK, random.nextDouble());
    return new Nuisance(
        number,
        random.nextLong(),
        turn % TIMES_ALONE == 0 ? ONE_TEXT : (int) size,
        turn % TIMES_CUT == TIMES_CUT - 1 ? 2 : 1,
        turn % 2 == 1,
        turn / 2 % 2 == 1);
  }
}
