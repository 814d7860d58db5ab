package io.stateprint.validity;

import static io.stateprint.inference.Golden.assertNear;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Golden;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

/** Against NumPy and SciPy. */
class GoldenTest {
  private static final JsonNode EXPECTED = Golden.ALL.get("checks");

  private final double[] one = Golden.vector(EXPECTED.get("one"));
  private final double[] other = Golden.vector(EXPECTED.get("other"));
  private final double[] length = Golden.vector(EXPECTED.get("length"));
  private final int[] category = Clusters.of(Golden.prompts()).category();

  @Test
  void agreementOfRepeatedScoresAgrees() {
    assertNear(Agreement.splitHalf(one, other), EXPECTED.get("split_half"));
    assertNear(Agreement.splitHalfWithin(one, other, category), EXPECTED.get("split_half_within"));
    assertNear(Agreement.icc(one, other), EXPECTED.get("icc"));
  }

  @Test
  void correlationsAgree() {
    assertNear(
        Agreement.monotonicity(Golden.matrix(EXPECTED.get("doses"))), EXPECTED.get("monotonicity"));
    assertNear(Agreement.partial(one, length, category), EXPECTED.get("partial"));
    assertNear(Agreement.convergent(one, other, length), EXPECTED.get("convergent"));
  }

  @Test
  void floorsAndGeneralisabilityAgree() {
    JsonNode crossed = EXPECTED.get("crossed");
    double[][][] scores = new double[crossed.size()][][];
    for (int m = 0; m < scores.length; m++) {
      scores[m] = Golden.matrix(crossed.get(m));
    }
    double[][] templates = Golden.matrix(EXPECTED.get("templates"));
    assertNear(Generalisability.of(scores), EXPECTED.get("generalisability"));
    assertNear(Floors.flips(templates), EXPECTED.get("flips"));
    assertNear(Floors.numeric(templates[0]), EXPECTED.get("numeric"));
  }

  @Test
  void randomDirectionsAgree() {
    JsonNode states = Golden.ALL.get("models").get(0).get("states").get(1);
    assertNear(
        StatUtils.mean(
            RandomDirections.aucs(
                Golden.states(states.get("plus").get(0)),
                Golden.states(states.get("minus").get(0)),
                Golden.matrix(EXPECTED.get("gaussian")))),
        EXPECTED.get("random_auc"));
  }
}
