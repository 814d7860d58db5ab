package io.stateprint.validity;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.inference.TopicSigns;
import io.stateprint.score.LayerGram;
import io.stateprint.score.PermutationNull;
import io.stateprint.score.Selectivity;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What the checks of one style need of the inner products of one layer.
 *
 * @param selectivity AUC less that under random labels
 * @param permutation statistics of the permutation null
 */
public record LayerEvidence(double selectivity, PermutationNull.Layer permutation)
    implements Serializable {
  private static final int LABELS = 100;

  /**
   * Of all styles, (K).
   *
   * @param gram of the layer
   * @param clusters of the prompts
   * @param folds of the prompts
   * @param seed of labels and permutations; the same for all layers
   */
  public static List<LayerEvidence> of(LayerGram gram, Clusters clusters, Folds folds, long seed) {
    TopicSigns labels = TopicSigns.of(clusters, LABELS, seed);
    TopicSigns swaps = TopicSigns.of(clusters, TopicSigns.USUAL, seed + 1);
    return Arrays.stream(gram.styles())
        .map(
            style ->
                new LayerEvidence(
                    Selectivity.of(style, folds, clusters.observed(), labels),
                    PermutationNull.layer(style, folds, clusters, swaps)))
        .toList();
  }
}
