package io.stateprint.score;

import static io.stateprint.inference.Golden.assertNear;
import static io.stateprint.score.GoldenLayers.CLUSTERS;
import static io.stateprint.score.GoldenLayers.ESTIMATOR;
import static io.stateprint.score.GoldenLayers.FOLDS;
import static io.stateprint.score.GoldenLayers.MODELS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.inference.Draws;
import io.stateprint.inference.Golden;
import io.stateprint.prompts.Style;
import io.stateprint.score.GoldenLayers.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole models against NumPy and SciPy, which work in the full width. */
class GoldenModelsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void headlinesContrastsAndDominanceAgree(int model) {
    JsonNode golden = Golden.ALL.get("models").get(model).get("golden");
    for (Headline headline : headlines(model)) {
      JsonNode expected = golden.get("headlines").get(headline.style().index());
      assertThat(headline.band().layers())
          .containsExactlyElementsOf(
              Arrays.stream(Golden.ints(expected.get("band"))).boxed().toList());
      assertNear(headline.percent(), expected.get("percents").get(4));
      assertNear(headline.perPrompt(), expected.get("per_prompt"));
      assertNear(headline.amplitude(), expected.get("amplitude"));
      assertContrasts(
          CategoryContrasts.of(headline, CLUSTERS.categories()), expected.get("contrasts"));
    }
    double[][] draws = Arrays.copyOf(ESTIMATOR.draws().weights(), 10);
    double[][] observed = new double[3][];
    double[][][] drawn = new double[3][][];
    for (int l = 0; l < 3; l++) {
      LayerGram gram = MODELS[model][l].gram();
      double[][] one = Standings.means(gram, FOLDS, CLUSTERS, new double[][] {CLUSTERS.observed()});
      observed[l] = Arrays.stream(one).mapToDouble(row -> row[0]).toArray();
      drawn[l] = Standings.means(gram, FOLDS, CLUSTERS, draws);
    }
    Dominance dominance = Dominance.of(observed, drawn, CLUSTERS.freedom());
    assertNear(dominance.standing(), golden.get("dominance").get("standing"));
    assertNear(dominance.probability(), golden.get("dominance").get("pi"));
    assertNear(dominance.lead(), golden.get("dominance").get("lead"));
  }

  private static void assertContrasts(CategoryContrasts contrasts, JsonNode expected) {
    List<CategoryContrasts.Contrast> all = new ArrayList<>(contrasts.pairs());
    if (Double.isFinite(contrasts.specificity().value())) {
      all.add(contrasts.specificity());
    }
    assertThat(all).hasSize(expected.get("values").size());
    for (int m = 0; m < all.size(); m++) {
      assertNear(all.get(m).value(), expected.get("values").get(m));
      assertNear(all.get(m).interval(), expected.get("intervals").get(m));
    }
  }

  private static List<Headline> headlines(int model) {
    List<LayerScore> layers = Arrays.stream(MODELS[model]).map(Layer::score).toList();
    return Arrays.stream(Style.values())
        .map(style -> Headline.of(ReliableBand.of(style, layers), layers))
        .toList();
  }

  @Test
  void comparisonsAgree() {
    Draws draws = ESTIMATOR.draws();
    List<StyleComparison> styles =
        ModelComparison.of(new ModelComparison.Pair(headlines(0), headlines(1)), draws);
    JsonNode expected = Golden.ALL.get("comparison");
    for (StyleComparison style : styles) {
      JsonNode own = expected.get("styles").get(style.style().index());
      assertNear(style.difference(), own.get("difference"));
      assertRelative(style.relative(), own.get("relative"));
      assertRelative(style.reverse(), own.get("reverse"));
      assertNear(style.hedges(), own.get("hedges"));
      assertNear(style.common(), own.get("common"));
      assertNear(
          style.simultaneous(), expected.get("family").get("intervals").get(style.style().index()));
    }
  }

  private static void assertRelative(
      io.stateprint.inference.Estimate actual, @org.jspecify.annotations.Nullable JsonNode node) {
    if (node == null) {
      assertThat(actual.why()).startsWith("relative difference undefined");
    } else {
      assertNear(actual, node);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void permutationsAndRandomLabelsAgree(int model) {
    JsonNode golden = Golden.ALL.get("models").get(model).get("golden");
    for (Style style : Style.values()) {
      List<StyleGram> layers =
          Arrays.stream(MODELS[model]).map(l -> l.gram().styles()[style.index()]).toList();
      assertNear(
          PermutationNull.of(layers, FOLDS, CLUSTERS, Golden.signs()),
          golden.get("null_p").get(style.index()));
      for (int l = 0; l < layers.size(); l++) {
        JsonNode expected = golden.get("layers").get(l).get("styles").get(style.index());
        assertNear(
            Selectivity.of(layers.get(l), FOLDS, CLUSTERS.observed(), Golden.signs()),
            expected.get("selectivity"));
      }
    }
  }
}
