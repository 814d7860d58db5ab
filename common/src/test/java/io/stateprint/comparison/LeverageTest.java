package io.stateprint.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.evidence.TopicDraws;
import io.stateprint.profile.PromptKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far system prompts move a style, either way. */
class LeverageTest {
  private static final List<PromptKey> PROMPTS =
      IntStream.range(0, 12).mapToObj(p -> new PromptKey("p" + p, "c", "t" + p)).toList();
  private static final TopicDraws DRAWS = TopicDraws.of(PROMPTS, 50, 1);

  @Test
  void isTheMeanSizeBeyondPlacebosOfWhatWasLeft() {
    Leverage leverage = Leverage.of(List.of(scores(40, 54), scores(40, 36)), DRAWS);

    // placebos give 42: 12 and -6 of the 60 that were left
    assertThat(leverage.value()).isCloseTo((20 + 10) / 2.0, within(1e-9));
    assertThat(leverage.replicates()).hasSize(50);
    for (double value : leverage.replicates()) {
      assertThat(value).isCloseTo(leverage.value(), within(1e-9));
    }
  }

  @Test
  void isMissingWhereNothingWasLeft() {
    assertThat(Leverage.of(List.of(scores(100, 104)), DRAWS).value()).isNaN();
  }

  /** Only the last eighth of the depth counts. */
  private static SystemPromptScores scores(double baseline, double treated) {
    double[][][] placebos = new double[8][][];
    Arrays.setAll(placebos, j -> layers(baseline + 2, baseline + 2));
    return new SystemPromptScores(
        new int[] {0, 15},
        new double[] {1 / 16.0, 1},
        PROMPTS,
        layers(-500, treated),
        layers(700, baseline),
        placebos);
  }

  private static double[][] layers(double first, double last) {
    double[][] out = new double[2][PROMPTS.size()];
    Arrays.fill(out[0], first);
    Arrays.fill(out[1], last);
    return out;
  }
}
