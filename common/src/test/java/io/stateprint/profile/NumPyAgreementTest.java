package io.stateprint.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.direction.AnchorSet;
import io.stateprint.direction.AnchorState;
import io.stateprint.direction.ArticleDirections;
import io.stateprint.direction.LayerDirections;
import io.stateprint.prompts.Style;
import io.stateprint.trajectory.CosineKernel;
import io.stateprint.trajectory.PromptCosines;
import io.stateprint.trajectory.StyleCosines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against NumPy and SciPy (data-samples/golden/numbers/make_numbers.py). */
class NumPyAgreementTest {
  private static final JsonNode FIXTURE = fixture();

  @ParameterizedTest
  @ValueSource(strings = {"plain", "massive"})
  void directionsAndTheirQualityAgree(String name) {
    JsonNode expected = FIXTURE.get(name);
    LayerDirections directions = ArticleDirections.of(anchors(expected), 1);

    assertThat(directions.massive()).containsExactly(ints(expected.get("massive")));
    assertNear(directions.grand(), expected.get("grand"));
    for (Style style : Style.values()) {
      int k = style.index();
      assertNear(directions.means()[k], expected.get("means").get(k));
      assertNear(directions.heldOut()[k].own(), expected.get("own").get(k));
      assertNear(directions.heldOut()[k].other(), expected.get("other").get(k));
      assertNear(directions.heldOut()[k].otherSpread(), expected.get("spread").get(k));
      assertNear(directions.heldOut()[k].auc().value(), expected.get("auc").get(k));
    }
    assertNear(directions.topShare(), expected.get("top_share"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "massive"})
  void cosinesAgree(String name) {
    JsonNode expected = FIXTURE.get(name);
    StyleCosines[] cosines = cosines(expected, ArticleDirections.of(anchors(expected), 1));

    for (int p = 0; p < cosines.length; p++) {
      assertNear(cosines[p].raw(), expected.get("raw").get(p));
      assertNear(cosines[p].centred(), expected.get("centred").get(p));
      assertNear(cosines[p].calibrated(), expected.get("calibrated").get(p));
      assertNear(cosines[p].frameDots(), expected.get("frame_dots").get(p));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "massive"})
  void aReplicateInGramSpaceIsTheOneInFullSpace(String name) {
    JsonNode expected = FIXTURE.get(name);
    LayerDirections directions = ArticleDirections.of(anchors(expected), 1);
    LayerScores scores = scores(directions, cosines(expected, directions));
    List<PromptKey> prompts =
        IntStream.range(0, scores.prompts().size())
            .mapToObj(p -> new PromptKey("p" + p, "own", "t" + p))
            .toList();
    Resampling resampling = Resampling.of(Clusters.of(prompts), scores.anchors(), 2, 1);

    double[][] means =
        new CosineReplicates(scores, resampling)
            .means(doubles(expected.get("prompt_weights")), doubles(expected.get("frame_weights")));

    assertNear(means[0], expected.get("replicate"));
    assertNear(means[1], expected.get("replicate"));
  }

  @Test
  void percentilesAgree() {
    JsonNode expected = FIXTURE.get("quantiles");
    Interval interval = Interval.percentile(doubles(expected.get("values")));

    assertNear(interval.low(), expected.get("low"));
    assertNear(interval.high(), expected.get("high"));
  }

  private static LayerScores scores(LayerDirections directions, StyleCosines[] cosines) {
    return new LayerScores(
        0,
        1,
        new LayerScores.AnchorGeometry(
            directions.gram(),
            directions.frameStyle(),
            directions.frameSizes(),
            directions.heldOut(),
            directions.reliability(),
            directions.massive().length,
            directions.topShare()),
        0,
        PromptCosines.of(List.of(cosines)));
  }

  private static StyleCosines[] cosines(JsonNode expected, LayerDirections directions) {
    CosineKernel kernel = new CosineKernel(directions);
    List<StyleCosines> out = new ArrayList<>();
    expected.get("prompts").forEach(state -> out.add(kernel.cosines(floats(state))));
    return out.toArray(StyleCosines[]::new);
  }

  private static AnchorSet anchors(JsonNode expected) {
    List<AnchorState> anchors = new ArrayList<>();
    for (Style style : Style.values()) {
      JsonNode frames = expected.get("anchors").get(style.index());
      for (int f = 0; f < frames.size(); f++) {
        for (int t = 0; t < frames.get(f).size(); t++) {
          anchors.add(new AnchorState(style, "f" + f, "t" + t, floats(frames.get(f).get(t))));
        }
      }
    }
    return new AnchorSet(anchors);
  }

  private static void assertNear(double actual, JsonNode expected) {
    assertThat(actual)
        .isCloseTo(expected.asDouble(), within(1e-12 + 1e-6 * Math.abs(expected.asDouble())));
  }

  private static void assertNear(double[] actual, JsonNode expected) {
    assertThat(actual).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      assertNear(actual[i], expected.get(i));
    }
  }

  private static float[] floats(JsonNode array) {
    float[] out = new float[array.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) array.get(i).asDouble();
    }
    return out;
  }

  private static double[] doubles(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }

  private static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
  }

  private static JsonNode fixture() {
    try {
      return new ObjectMapper()
          .readTree(Path.of("../data-samples/golden/numbers/numbers.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
