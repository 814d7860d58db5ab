package io.stateprint.geometry;

import io.stateprint.geometry.CategoryNull.Permutations;
import io.stateprint.profile.PromptKey;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Prints what one pair of layers costs with 900 prompts in 100 topics, one thread; run as {@code
 * TrajectoryBench} is.
 */
public final class GeometryBench {
  private static final int PROMPTS = 900;
  private static final Permutations PERMUTATIONS = new Permutations(999, 1);

  private GeometryBench() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    List<PromptKey> prompts =
        IntStream.range(0, PROMPTS)
            .mapToObj(p -> new PromptKey("p" + p, "c" + p % 4, "t" + p % 100))
            .toList();
    for (int width : new int[] {576, 8192}) {
      float[][] a = states(width, 1);
      float[][] b = states(width, 2);
      long start = System.nanoTime();
      double[][] k = Gram.of(a, Scaling.STANDARDISED);
      double[][] l = Gram.of(b, Scaling.STANDARDISED);
      long grams = System.nanoTime();
      Likeness.cka(prompts, k, l, PERMUTATIONS);
      long cka = System.nanoTime();
      Rdm one = Rdm.cosine(a, CentredStates.around(a));
      Rdm two = Rdm.cosine(b, CentredStates.around(b));
      long rdms = System.nanoTime();
      Likeness.rsa(prompts, one, two, PERMUTATIONS);
      long rsa = System.nanoTime();
      System.out.printf(
          Locale.ROOT,
          "width %d: two Gram matrices %.1f s, CKA %.1f s, two RDMs %.1f s, RSA %.1f s%n",
          width,
          (grams - start) / 1e9,
          (cka - grams) / 1e9,
          (rdms - cka) / 1e9,
          (rsa - rdms) / 1e9);
    }
  }

  private static float[][] states(int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] out = new float[PROMPTS][width];
    for (float[] state : out) {
      for (int d = 0; d < width; d++) {
        state[d] = (float) random.nextGaussian();
      }
    }
    return out;
  }
}
