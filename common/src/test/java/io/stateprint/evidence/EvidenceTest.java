package io.stateprint.evidence;

import static io.stateprint.evidence.Golden.assertNear;
import static io.stateprint.evidence.Golden.doubles;
import static io.stateprint.evidence.Golden.ints;
import static io.stateprint.evidence.Golden.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.profile.PromptKey;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static final JsonNode EXPECTED = Golden.of("evidence");
  private static final SignFlip.Draws DRAWS = new SignFlip.Draws(1999, 1);

  @Test
  void signFlipsAgreeWithNumPy() {
    SignFlip flips = SignFlip.of(table(EXPECTED.get("differences")), DRAWS);

    assertThat(flips.exact()).isTrue();
    assertNear(flips.statistic(), EXPECTED.get("own").get("t"));
    assertNear(flips.p(), EXPECTED.get("own").get("p"));
  }

  @Test
  void flipsOfWholeTopicsAgreeWithNumPy() {
    SignFlip flips =
        SignFlip.of(table(EXPECTED.get("differences")), ints(EXPECTED.get("cluster")), DRAWS);

    assertNear(flips.statistic(), EXPECTED.get("clustered").get("t"));
    assertNear(flips.p(), EXPECTED.get("clustered").get("p"));
  }

  @Test
  void boundsForAllEstimatesAgreeWithNumPy() {
    MaxT bounds =
        MaxT.of(doubles(EXPECTED.get("estimates")), table(EXPECTED.get("replicates")), 0.95, 12);

    assertNear(bounds.spreads(), EXPECTED.get("se"));
    assertNear(bounds.critical(), EXPECTED.get("critical"));
  }

  @Test
  void randomFlipsRaiseFalseAlarmsAtTheLevelOfTheFamily() {
    SplittableRandom random = new SplittableRandom(5);
    int alarms = 0;
    for (int trial = 0; trial < 600; trial++) {
      double[][] noise = noise(random, 20, 36);
      alarms += SignFlip.of(noise, new SignFlip.Draws(299, trial)).smallestP() <= 0.05 ? 1 : 0;
    }

    assertThat(alarms / 600.0).isCloseTo(0.05, within(0.027));
  }

  @Test
  void differencesOfOneSizeAreSignificantAndNoneAreNot() {
    double[][] same = new double[10][2];
    for (double[] row : same) {
      row[0] = 3;
    }
    SignFlip flips = SignFlip.of(same, DRAWS);

    assertThat(flips.p()[0]).isCloseTo(1 / 512.0, within(1e-12));
    assertThat(flips.statistic()[1]).isZero();
    assertThat(flips.p()[1]).isEqualTo(1);
  }

  @Test
  void refusesOneUnitAndNumbersThatAreNone() {
    assertThatThrownBy(() -> SignFlip.of(new double[1][2], DRAWS))
        .isInstanceOf(TooFewException.class)
        .hasMessage("Cannot flip signs: 1 units, at least 2 are needed; add 1 or more");
    assertThatThrownBy(() -> SignFlip.of(new double[][] {{1}, {Double.NaN}}, DRAWS))
        .hasMessageContaining("difference 1, 0 is NaN");
  }

  @Test
  void refusesToDrawFromASingleTopic() {
    List<PromptKey> prompts =
        List.of(new PromptKey("a", "support", "t"), new PromptKey("b", "support", "t"));

    assertThatThrownBy(() -> TopicDraws.of(prompts, 10, 1))
        .isInstanceOf(TooFewException.class)
        .hasMessageContaining("category support: 1 topics");
  }

  @Test
  void meansOfDrawsScatterAsTheMeanDoes() {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = noise(random, 1, 40)[0];
    double[] means =
        TopicDraws.of(Golden.prompts(40), 2000, 1).replicates(d -> TopicDraws.mean(values, d));
    double spread = Math.sqrt(org.apache.commons.math3.stat.StatUtils.variance(values) / 40);

    assertThat(Math.sqrt(org.apache.commons.math3.stat.StatUtils.variance(means)))
        .isCloseTo(spread, within(0.06 * spread));
  }

  private static double[][] noise(SplittableRandom random, int rows, int columns) {
    double[][] out = new double[rows][columns];
    for (double[] row : out) {
      double shared = random.nextGaussian();
      for (int j = 0; j < columns; j++) {
        row[j] = shared + random.nextGaussian();
      }
    }
    return out;
  }
}
