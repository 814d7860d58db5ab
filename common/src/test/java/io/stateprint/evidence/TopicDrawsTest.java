package io.stateprint.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Draws;
import io.stateprint.profile.PromptKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of drawn prompts stand for the same draws as weights. */
class TopicDrawsTest {
  /** Topics of one, two and three prompts. */
  private static final Clusters UNEVEN =
      Clusters.of(
          List.of(
              new PromptKey("1", "a", "x"),
              new PromptKey("2", "a", "y"),
              new PromptKey("3", "a", "y"),
              new PromptKey("4", "a", "z"),
              new PromptKey("5", "a", "z"),
              new PromptKey("6", "a", "z"),
              new PromptKey("7", "b", "x"),
              new PromptKey("8", "b", "w")));

  @Test
  void aListHoldsEveryPromptAsOftenAsItWasDrawn() {
    Draws draws = Draws.of(UNEVEN, 300, 1);
    int[][] lists = TopicDraws.of(draws).draws();

    for (int b = 0; b < lists.length; b++) {
      double[] times = new double[UNEVEN.prompts()];
      double[] sizes = new double[2];
      for (int p : lists[b]) {
        times[p]++;
        sizes[UNEVEN.category()[p]]++;
      }
      double topics = times[0] + (times[1] + times[2]) / 2 + (times[3] + times[4] + times[5]) / 3;
      assertThat(topics).isCloseTo(2, within(1e-9));
      assertThat(sizes[1]).isEqualTo(1);
      for (int p = 0; p < times.length; p++) {
        assertThat(times[p] / sizes[UNEVEN.category()[p]])
            .isCloseTo(draws.weights()[b][p], within(1e-12));
      }
    }
    assertThat(Arrays.stream(lists).mapToInt(list -> list.length).distinct().count())
        .isGreaterThan(1);
  }
}
