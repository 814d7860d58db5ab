package io.stateprint.depth;

import static io.stateprint.inference.Golden.assertNear;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.inference.CategoryShuffles;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against NumPy. */
class GoldenTest {
  private static final Clusters CLUSTERS = Clusters.of(Golden.prompts());

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatReadsOutAgrees(int model) {
    JsonNode expected = Golden.ALL.get("depth").get(model);
    List<DepthLayer> layers = layers(expected);
    int[][] shuffles =
        Arrays.stream(Golden.matrix(expected.get("shuffles")))
            .map(row -> Arrays.stream(row).mapToInt(c -> (int) c).toArray())
            .toArray(int[][]::new);

    ReadOut actual =
        ReadOut.of(
            layers,
            Golden.draws(CLUSTERS),
            expected.get("floor").asDouble(),
            new CategoryShuffles(shuffles));

    assertThat(actual.halfRise().why()).isEmpty();
    assertNear(actual.halfRise().value(), expected.get("half_rise"));
    assertNear(actual.halfRise().interval(), expected.get("interval"));
    assertNear(actual.width(), expected.get("width"));
    assertNear(actual.step(), expected.get("step"));
    assertNear(actual.rise(), expected.get("rise"));
    assertNear(actual.onset(), expected.get("onset"));
    Commitment commitment = requireNonNull(actual.commitment());
    double[] committed =
        Arrays.stream(commitment.layers()).map(l -> Double.isNaN(l) ? -1 : l).toArray();
    assertNear(committed, expected.get("commitment"));
    assertNear(commitment.median(), expected.get("median"));
    assertNear(commitment.spread(), expected.get("spread"));
    assertNear(commitment.p(), expected.get("p"));
    assertNear(commitment.share(), expected.get("share"));
    int last = model == 0 ? 6 : 7;
    assertNear(Margins.of(layers, CLUSTERS, last).expected(), expected.get("margins"));
  }

  private static List<DepthLayer> layers(JsonNode expected) {
    List<DepthLayer> out = new ArrayList<>();
    for (int l = 0; l < expected.get("layers").size(); l++) {
      out.add(
          new DepthLayer(
              expected.get("layers").get(l).asInt(),
              expected.get("depths").get(l).asDouble(),
              Golden.matrix(expected.get("standings").get(l)),
              Golden.vector(expected.get("detection").get(l)),
              expected.get("reliable").get(l).asInt() == 1));
    }
    return out;
  }
}
