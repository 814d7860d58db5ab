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
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    Function<LayerScores, Resampling> draws =
        layer -> Resampling.of(clusters, layer.anchors(), replicates, seed);
    Map<Integer, LayerScores> byLayer =
        scores.stream().collect(Collectors.toMap(LayerScores::layer, layer -> layer));
    List<LayerEstimate> layers =
        scores.parallelStream()
            .map(layer -> new ProfileEstimator(draws.apply(layer)).estimate(layer))
            .toList();
    LayerEstimate decisive = decisive(layers);
    Function<LayerEstimate, LayerScores> own =
        layer -> Objects.requireNonNull(byLayer.get(layer.layer()));
    Leading leading = Leading.of(decisive, own.apply(decisive).prompts().centred(), clusters);
    return of(
        pooling,
        layers,
        layers.parallelStream()
            .map(
                layer ->
                    LayerMargins.of(
                        layer,
                        own.apply(layer).prompts().centred(),
                        leading,
                        draws.apply(own.apply(layer))))
            .toList(),
        clusters.undrawn().isEmpty());
  }

  /** The last reliable layer; where none is, the last. */
  public static LayerEstimate decisive(Collection<LayerEstimate> layers) {
    return DecisionLayer.decisive(inOrder(layers));
  }

  private static List<LayerEstimate> inOrder(Collection<LayerEstimate> layers) {
    return layers.stream().sorted(Comparator.comparingInt(LayerEstimate::layer)).toList();
  }

  /**
   * Draws it from what its layers have said, each in the same draws.
   *
   * @param pooling of all the layers
   * @param estimates of every sampled layer, in any order
   * @param margins of the same layers, in any order
   * @param hasTopics whether every category has topics to draw from
   */
  public static Portrait of(
      String pooling,
      Collection<LayerEstimate> estimates,
      Collection<LayerMargins> margins,
      boolean hasTopics) {
    List<LayerEstimate> layers = inOrder(estimates);
    Band band = Band.of(layers);
    return new Portrait(
        pooling,
        layers.stream().flatMap(layer -> layer.estimates().stream()).toList(),
        layers.stream().map(LayerQuality::of).toList(),
        band.layers().stream().map(LayerEstimate::layer).toList(),
        band.reliable(),
        DominantStyle.of(band, hasTopics),
        DecisionLayer.of(
            layers,
            margins.stream().sorted(Comparator.comparingInt(LayerMargins::layer)).toList(),
            hasTopics));
  }

  /** The codes that hold for some layer, sorted. */
  public List<String> warnings() {
    return List.copyOf(new TreeSet<>(layers.stream().flatMap(l -> l.warnings().stream()).toList()));
  }
}
