package io.stateprint.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.evidence.SignFlip;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SystemPromptFamilyTest {
  private static final SignFlip.Draws DRAWS = new SignFlip.Draws(999, 1);
  private static final int PROMPTS = 20;
  private static final int LAYERS = 8;

  @Test
  void aFamilyWithoutEffectsIsRarelyFoundToHaveOne() {
    int found = 0;
    int alone = 0;
    for (int seed = 0; seed < 100; seed++) {
      List<SystemPromptFinding> all =
          SystemPromptFamily.of(members(new SplittableRandom(seed), 0, true), DRAWS);
      found += all.stream().anyMatch(one -> one.familyP() < 0.05) ? 1 : 0;
      alone += all.stream().anyMatch(one -> one.p() < 0.05) ? 1 : 0;
    }

    assertThat(found).isLessThanOrEqualTo(11);
    assertThat(alone).isGreaterThan(found);
  }

  @Test
  void aLargeEffectStandsInItsFamily() {
    List<SystemPromptFinding> all =
        SystemPromptFamily.of(members(new SplittableRandom(7), 30, true), DRAWS);

    SystemPromptFinding real = all.get(0);
    assertThat(real.familyP()).isLessThan(0.05).isGreaterThanOrEqualTo(real.p());
    assertThat(real.familyInterval().contains(0)).isFalse();
    assertThat(real.familyInterval().high() - real.familyInterval().low())
        .isGreaterThan(real.effect().interval().high() - real.effect().interval().low());
    assertThat(real.depth()).isEqualTo(SystemPromptDepth.DEEP);
    assertThat(real.placeboSpread()).isPositive();
  }

  @Test
  void anEffectThatIsThereAtTheFirstReadableLayerMayBeginBeforeIt() {
    SystemPromptFinding whole =
        SystemPromptFamily.of(members(new SplittableRandom(7), 30, true, 0.6), DRAWS).get(0);
    SystemPromptFinding rest =
        SystemPromptFamily.of(members(new SplittableRandom(7), 30, false, 0.6), DRAWS).get(0);

    assertThat(whole.depth()).isEqualTo(SystemPromptDepth.SHALLOW);
    assertThat(whole.bounded()).isFalse();
    assertThat(rest.bounded()).isTrue();
    assertThat(rest.depth()).isEqualTo(SystemPromptDepth.UNDETERMINED);
  }

  private static List<SystemPromptFamily.Member> members(
      SplittableRandom random, double effect, boolean first) {
    return members(random, effect, first, 0.1);
  }

  /** Six members whose layers begin at a depth; the first has an effect at all layers. */
  private static List<SystemPromptFamily.Member> members(
      SplittableRandom random, double effect, boolean first, double from) {
    double[][] baseline = noise(random);
    double[][][] placebos =
        IntStream.range(0, 8).mapToObj(j -> noise(random)).toArray(double[][][]::new);
    List<SystemPromptFamily.Member> out = new ArrayList<>();
    for (int m = 0; m < 6; m++) {
      double[][] treated = noise(random);
      for (double[] row : treated) {
        for (int p = 0; p < PROMPTS; p++) {
          row[p] += m == 0 ? effect : 0;
        }
      }
      out.add(
          new SystemPromptFamily.Member(
              "s" + m,
              Style.EMPATHY,
              new SystemPromptScores(
                  IntStream.range(0, LAYERS).toArray(),
                  IntStream.range(0, LAYERS)
                      .mapToDouble(l -> from + (1 - from) * l / (LAYERS - 1))
                      .toArray(),
                  keys(),
                  treated,
                  baseline,
                  placebos),
              first));
    }
    return out;
  }

  private static List<PromptKey> keys() {
    return IntStream.range(0, PROMPTS)
        .mapToObj(p -> new PromptKey("p" + p, "c" + p % 4, "t" + p))
        .toList();
  }

  private static double[][] noise(SplittableRandom random) {
    double[][] out = new double[LAYERS][PROMPTS];
    for (double[] row : out) {
      for (int p = 0; p < PROMPTS; p++) {
        row[p] = 50 + 10 * random.nextGaussian();
      }
    }
    return out;
  }
}
