package io.stateprint.profile;

import io.stateprint.prompts.Style;
import io.stateprint.trajectory.PromptCosines;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Means by category, layer and style, with intervals from shared bootstrap draws. */
public final class ProfileEstimator {
  private final Resampling resampling;
  private final Clusters clusters;

  /** For the draws that all layers of a model share. */
  public ProfileEstimator(Resampling resampling) {
    this.resampling = resampling;
    this.clusters = resampling.clusters();
  }

  /** The estimates of one layer. */
  public LayerEstimate estimate(LayerScores scores) {
    if (scores.prompts().size() != clusters.prompts()) {
      throw new IllegalArgumentException(
          "Layer %d has states of %d prompts, %d are expected"
              .formatted(scores.layer(), scores.prompts().size(), clusters.prompts()));
    }
    double[][][] replicates = new CosineReplicates(scores, resampling).all();
    int categories = clusters.categories().size();
    StyleEstimate[][] all = new StyleEstimate[categories + 1][Style.values().length];
    for (Style style : Style.values()) {
      int k = style.index();
      Cosines own = Cosines.of(scores.prompts(), k);
      for (int c = 0; c <= categories; c++) {
        all[c][k] = estimate(scores, c, style, own, replicates[c][k]);
      }
    }
    List<StyleEstimate> out = Arrays.stream(all).flatMap(Arrays::stream).toList();
    return new LayerEstimate(
        scores.layer(),
        scores.depth(),
        scores.anchors(),
        scores.anisotropy(),
        out,
        replicates[categories]);
  }

  /** All cosines to one style, (P) each. */
  private record Cosines(double[] raw, double[] centred, double[] calibrated) {
    static Cosines of(PromptCosines prompts, int style) {
      return new Cosines(prompts.raw(style), prompts.centred(style), prompts.calibrated(style));
    }
  }

  private StyleEstimate estimate(
      LayerScores scores, int category, Style style, Cosines cosines, double[] replicates) {
    int[] members = members(category);
    double estimate = mean(cosines.centred(), members);
    return new StyleEstimate(
        name(category),
        scores.layer(),
        scores.depth(),
        style,
        members.length,
        mean(cosines.raw(), members),
        estimate,
        mean(cosines.calibrated(), members),
        isDrawn(category)
            ? Interval.of(replicates, estimate, jackknife(cosines.centred(), members))
            : Interval.NONE);
  }

  /** Behind the last category are all of them. */
  private boolean isAll(int category) {
    return category == clusters.categories().size();
  }

  private String name(int category) {
    return isAll(category) ? StyleEstimate.ALL : clusters.categories().get(category);
  }

  private boolean isDrawn(int category) {
    return isAll(category) ? clusters.undrawn().isEmpty() : clusters.topics(category) >= 2;
  }

  /** The mean without each topic in turn: sums by category and by topic, one walk over prompts. */
  private double[] jackknife(double[] values, int[] members) {
    double[] sums = new double[clusters.categories().size()];
    int[] counts = new int[sums.length];
    double[] ofTopic = new double[clusters.topics()];
    int[] inTopic = new int[ofTopic.length];
    int[] category = new int[ofTopic.length];
    for (int p : members) {
      int own = clusters.categoryOf()[p];
      int topic = clusters.topicOf()[p];
      sums[own] += values[p];
      counts[own]++;
      ofTopic[topic] += values[p];
      inTopic[topic]++;
      category[topic] = own;
    }
    return IntStream.range(0, ofTopic.length)
        .filter(g -> inTopic[g] > 0)
        .mapToDouble(
            g -> {
              double[] left = sums.clone();
              int[] kept = counts.clone();
              left[category[g]] -= ofTopic[g];
              kept[category[g]] -= inTopic[g];
              return balanced(left, kept);
            })
        .toArray();
  }

  private int[] members(int category) {
    return IntStream.range(0, clusters.prompts())
        .filter(p -> isAll(category) || clusters.categoryOf()[p] == category)
        .toArray();
  }

  /** The mean over some prompts, with equal weights of the categories among them. */
  private double mean(double[] values, int[] members) {
    double[] sums = new double[clusters.categories().size()];
    int[] counts = new int[sums.length];
    for (int p : members) {
      sums[clusters.categoryOf()[p]] += values[p];
      counts[clusters.categoryOf()[p]]++;
    }
    return balanced(sums, counts);
  }

  private static double balanced(double[] sums, int[] counts) {
    return IntStream.range(0, sums.length)
        .filter(c -> counts[c] > 0)
        .mapToDouble(c -> sums[c] / counts[c])
        .average()
        .orElse(Double.NaN);
  }
}
