package io.stateprint.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.direction.Auc;
import io.stateprint.direction.HeldOut;
import io.stateprint.profile.Clusters;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.PromptKey;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarginsTest {
  private static final int PROMPTS = 60;

  /** Tenths tie often, and their sums round. */
  @Test
  void theExpectedStyleIsTheOneThatLeadsInTheSumOverOtherTopicsTiesIncluded() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<PromptKey> prompts =
          IntStream.range(0, PROMPTS)
              .mapToObj(p -> new PromptKey("p" + p, "c" + p % 2, "t" + random.nextInt(8)))
              .toList();
      double[][] cosines = new double[4][PROMPTS];
      for (int p = 0; p < PROMPTS; p++) {
        for (int k = 0; k < 4; k++) {
          cosines[k][p] = (random.nextInt(3) - 1) * 0.1;
        }
      }
      Margins margins = Margins.of(List.of(layer(cosines)), Clusters.of(prompts), 0);
      for (int p = 0; p < PROMPTS; p++) {
        int expected = leading(cosines, prompts, p);
        assertThat(margins.margins()[p]).isEqualTo(margin(cosines, p, expected));
      }
    }
  }

  private static int leading(double[][] cosines, List<PromptKey> prompts, int prompt) {
    double[] sums = new double[4];
    PromptKey own = prompts.get(prompt);
    for (int p = 0; p < PROMPTS; p++) {
      PromptKey other = prompts.get(p);
      if (other.category().equals(own.category()) && !other.topic().equals(own.topic())) {
        for (int k = 0; k < 4; k++) {
          sums[k] += cosines[k][p];
        }
      }
    }
    int best = 0;
    for (int k = 1; k < 4; k++) {
      best = sums[k] > sums[best] ? k : best;
    }
    return best;
  }

  private static double margin(double[][] cosines, int prompt, int style) {
    return cosines[style][prompt]
        - IntStream.range(0, 4)
            .filter(k -> k != style)
            .mapToDouble(k -> cosines[k][prompt])
            .max()
            .orElseThrow();
  }

  private static LayerEstimate layer(double[][] cosines) {
    HeldOut fixed = new HeldOut(1, 0, 1, new Auc(1, 1, 1));
    HeldOut[] all = {fixed, fixed, fixed, fixed};
    return new LayerEstimate(
        0,
        1,
        new LayerScores.AnchorGeometry(
            new double[0][], new int[0], new int[0], all, new double[] {1, 1, 1, 1}, 0, 0),
        0,
        cosines,
        List.of(),
        new double[4][0]);
  }
}
