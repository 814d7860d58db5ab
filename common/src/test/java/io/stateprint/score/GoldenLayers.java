package io.stateprint.score;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.direction.Calibration;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.inference.Golden;
import java.util.Arrays;
import java.util.List;

/** The layers of the golden models, and what NumPy and SciPy made of them. */
final class GoldenLayers {
  static final Clusters CLUSTERS = Clusters.of(Golden.prompts());
  static final Folds FOLDS = Folds.five(CLUSTERS);
  static final ScoreEstimator ESTIMATOR =
      new ScoreEstimator(CLUSTERS, FOLDS, Golden.halves(CLUSTERS), Golden.draws(CLUSTERS));
  static final Layer[][] MODELS = {layers(0), layers(1)};

  private GoldenLayers() {}

  /** One layer of a model: what goes in and what must come out. */
  record Layer(
      LayerStates states,
      float[][] neutral,
      Calibration calibration,
      LayerGram gram,
      LayerScore score,
      JsonNode expected) {}

  private static Layer[] layers(int model) {
    JsonNode own = Golden.ALL.get("models").get(model);
    Layer[] out = new Layer[own.get("states").size()];
    for (int l = 0; l < out.length; l++) {
      JsonNode z = own.get("states").get(l);
      LayerStates states =
          new LayerStates(
              l,
              Golden.ALL.get("depths").get(l).asDouble(),
              Golden.states(z.get("base")),
              Golden.conditions(z.get("plus")),
              Golden.conditions(z.get("minus")));
      float[][] neutral = Golden.states(z.get("neutral"));
      List<String> topics =
          Arrays.stream(Golden.ints(Golden.ALL.get("neutral_topics")))
              .mapToObj(t -> "t" + t)
              .toList();
      Calibration calibration = Calibration.of(List.of(neutral), topics);
      LayerGram gram = LayerGram.of(states, calibration, neutral);
      out[l] =
          new Layer(
              states,
              neutral,
              calibration,
              gram,
              ESTIMATOR.score(gram),
              own.get("golden").get("layers").get(l));
    }
    return out;
  }
}
