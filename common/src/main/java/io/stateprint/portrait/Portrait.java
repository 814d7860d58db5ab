package io.stateprint.portrait;

import io.stateprint.profile.Clusters;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.ProfileEstimator;
import io.stateprint.profile.PromptKey;
import io.stateprint.profile.Resampling;
import io.stateprint.profile.StyleEstimate;
import java.io.Serializable;
import java.util.Collection;
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
    Clusters clusters = Clusters.of(prompts);
    List<LayerEstimate> layers =
        scores.parallelStream()
            .map(
                layer ->
                    new ProfileEstimator(Resampling.of(clusters, layer.anchors(), replicates, seed))
                        .estimate(layer))
            .toList();
    return of(pooling, clusters, layers, replicates, seed);
  }

  /**
   * Draws it from what its layers have said, each in the same draws.
   *
   * @param pooling of all the layers
   * @param clusters of the prompts
   * @param estimates of every sampled layer, in any order
   * @param replicates of the bootstrap
   * @param seed of its draws
   */
  public static Portrait of(
      String pooling,
      Clusters clusters,
      Collection<LayerEstimate> estimates,
      int replicates,
      long seed) {
    List<LayerEstimate> layers =
        estimates.stream().sorted(Comparator.comparingInt(LayerEstimate::layer)).toList();
    Resampling resampling = Resampling.of(clusters, layers.get(0).anchors(), replicates, seed);
    Band band = Band.of(layers);
    return new Portrait(
        pooling,
        layers.stream().flatMap(layer -> layer.estimates().stream()).toList(),
        layers.stream().map(LayerQuality::of).toList(),
        band.layers().stream().map(LayerEstimate::layer).toList(),
        band.reliable(),
        DominantStyle.of(band, resampling),
        DecisionLayer.of(layers, resampling));
  }

  /** The codes that hold for some layer, sorted. */
  public List<String> warnings() {
    return List.copyOf(new TreeSet<>(layers.stream().flatMap(l -> l.warnings().stream()).toList()));
  }
}
