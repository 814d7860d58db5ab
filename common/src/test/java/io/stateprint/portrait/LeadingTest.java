package io.stateprint.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.direction.Auc;
import io.stateprint.direction.HeldOut;
import io.stateprint.profile.Clusters;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.PromptKey;
import io.stateprint.profile.Resampling;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeadingTest {
  private static final int PROMPTS = 60;
  private static final int DRAWS = 30;
  private static final LayerEstimate LAYER = layer();

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
      Clusters clusters = Clusters.of(prompts);
      Leading leading = Leading.of(LAYER, cosines, clusters);
      double[] margins = new double[PROMPTS];
      for (int p = 0; p < PROMPTS; p++) {
        int expected = leading(cosines, prompts, p);
        assertThat(leading.expected()[clusters.topicOf()[p]]).isEqualTo((byte) expected);
        margins[p] = margin(cosines, p, expected);
      }
      Resampling draws = Resampling.of(clusters, LAYER.anchors(), DRAWS, seed);
      LayerMargins taken = LayerMargins.of(LAYER, cosines, leading, draws);
      assertThat(taken.mean()).isCloseTo(mean(margins, prompts), within(1e-15));
      assertThat(taken.leads().cardinality()).isEqualTo(PROMPTS);
      Resampling.Draws again = draws.draws();
      double[] weights = new double[PROMPTS];
      for (int r = 0; r < DRAWS; r++) {
        again.next(weights);
        double weighted =
            IntStream.range(0, PROMPTS).mapToDouble(p -> weights[p] * margins[p]).sum();
        assertThat(taken.replicates()[r]).isCloseTo(weighted / 2, within(1e-14));
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

  /** With equal weights of the two categories. */
  private static double mean(double[] margins, List<PromptKey> prompts) {
    return Stream.of("c0", "c1")
        .mapToDouble(
            category ->
                IntStream.range(0, PROMPTS)
                    .filter(p -> prompts.get(p).category().equals(category))
                    .mapToDouble(p -> margins[p])
                    .average()
                    .orElseThrow())
        .average()
        .orElseThrow();
  }

  private static LayerEstimate layer() {
    HeldOut fixed = new HeldOut(1, 0, 1, new Auc(1, 1, 1));
    HeldOut[] all = {fixed, fixed, fixed, fixed};
    return new LayerEstimate(
        0,
        1,
        new LayerScores.AnchorGeometry(
            new double[0][], new int[0], new int[0], all, new double[] {1, 1, 1, 1}, 0, 0),
        0,
        List.of(),
        new double[4][0]);
  }
}
