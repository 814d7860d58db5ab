package io.stateprint.portrait;

import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.ProfileEstimator;
import io.stateprint.profile.PromptKey;
import io.stateprint.profile.Resampling;
import io.stateprint.profile.StyleEstimate;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What is typical of a model under one pooling, with the profile that it rests on.
 *
 * @param pooling {@code last} or {@code user}
 * @param estimates by layer, category and style
 * @param layers sampled layers, ascending
 * @param band layers that speak for the model
 * @param bandReliable whether the directions of the band are reliable
 * @param style which style dominates
 * @param decision where style reads out
 */
public record Portrait(
    String pooling,
    List<StyleEstimate> estimates,
    List<LayerQuality> layers,
    List<Integer> band,
    boolean bandReliable,
    DominantStyle style,
    DecisionLayer decision)
    implements Serializable {
  /** The grade of every number as long as no validity test has run on it. */
  public static final String UNGRADED = "ungraded";

  /**
   * Draws it.
   *
   * @param pooling of all the scores
   * @param prompts of the model, in the order of each layer's scores
   * @param scores of every sampled layer, in any order
   * @param replicates of the bootstrap
   * @param seed of its draws
   */
  public static Portrait of(
      String pooling,
      List<PromptKey> prompts,
      List<LayerScores> scores,
      int replicates,
      long seed) {
    List<LayerScores> ordered =
        scores.stream().sorted(Comparator.comparingInt(LayerScores::layer)).toList();
    Resampling resampling = Resampling.of(prompts, ordered.get(0).anchors(), replicates, seed);
    ProfileEstimator estimator = new ProfileEstimator(prompts, resampling);
    List<LayerEstimate> layers = ordered.parallelStream().map(estimator::estimate).toList();
    Band band = Band.of(layers);
    return new Portrait(
        pooling,
        layers.stream().flatMap(layer -> layer.estimates().stream()).toList(),
        ordered.stream().map(LayerQuality::of).toList(),
        band.layers().stream().map(layer -> layer.scores().layer()).toList(),
        band.reliable(),
        DominantStyle.of(band, resampling),
        DecisionLayer.of(layers, prompts, resampling));
  }

  /** The codes that hold for some layer, sorted. */
  public List<String> warnings() {
    return List.copyOf(new TreeSet<>(layers.stream().flatMap(l -> l.warnings().stream()).toList()));
  }
}
