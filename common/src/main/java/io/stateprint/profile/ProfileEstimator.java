package io.stateprint.profile;

import io.stateprint.prompts.Style;
import io.stateprint.trajectory.StyleCosines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Means by category, layer and style, with intervals from shared bootstrap draws. */
public final class ProfileEstimator {
  private final List<PromptKey> prompts;
  private final Resampling resampling;
  private final int[] topic;
  private final int topics;

  /** For the prompts of one model and the draws that all its layers share. */
  public ProfileEstimator(List<PromptKey> prompts, Resampling resampling) {
    this.prompts = List.copyOf(prompts);
    this.resampling = resampling;
    TreeMap<String, Integer> order = new TreeMap<>();
    prompts.forEach(prompt -> order.put(cluster(prompt), 0));
    int next = 0;
    for (Map.Entry<String, Integer> one : order.entrySet()) {
      one.setValue(next++);
    }
    this.topics = next;
    this.topic =
        prompts.stream()
            .mapToInt(prompt -> Objects.requireNonNull(order.get(cluster(prompt))))
            .toArray();
  }

  private static String cluster(PromptKey prompt) {
    return prompt.category() + "/" + prompt.topic();
  }

  /** The estimates of one layer. */
  public LayerEstimate estimate(LayerScores scores) {
    if (scores.prompts().length != prompts.size()) {
      throw new IllegalArgumentException(
          "Layer %d has states of %d prompts, %d are expected"
              .formatted(scores.layer(), scores.prompts().length, prompts.size()));
    }
    CosineReplicates cosines = new CosineReplicates(scores, resampling);
    List<String> names = new ArrayList<>(resampling.categories());
    names.add(StyleEstimate.ALL);
    double[][][] replicates =
        new double[names.size()][Style.values().length][resampling.replicates()];
    for (int r = 0; r < resampling.replicates(); r++) {
      double[][] means = cosines.means(resampling.promptWeights(r), resampling.frameWeights(r));
      for (int c = 0; c < names.size(); c++) {
        for (int k = 0; k < means[c].length; k++) {
          replicates[c][k][r] = means[c][k];
        }
      }
    }
    List<StyleEstimate> out = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      for (Style style : Style.values()) {
        out.add(estimate(scores, names.get(c), style, replicates[c][style.index()]));
      }
    }
    return new LayerEstimate(scores, out, replicates[names.size() - 1]);
  }

  private StyleEstimate estimate(
      LayerScores scores, String category, Style style, double[] replicates) {
    int k = style.index();
    int[] members = members(category);
    double estimate = mean(scores, members, cosines -> cosines.centred()[k]);
    return new StyleEstimate(
        category,
        scores.layer(),
        scores.depth(),
        style,
        members.length,
        mean(scores, members, cosines -> cosines.raw()[k]),
        estimate,
        mean(scores, members, cosines -> cosines.calibrated()[k]),
        isDrawn(category) ? interval(scores, members, k, replicates, estimate) : Interval.NONE);
  }

  private boolean isDrawn(String category) {
    return category.equals(StyleEstimate.ALL)
        ? resampling.undrawn().isEmpty()
        : !resampling.undrawn().contains(category);
  }

  private Interval interval(
      LayerScores scores, int[] members, int k, double[] replicates, double estimate) {
    return Interval.of(replicates, estimate, jackknife(scores, members, k));
  }

  /** The mean without each topic in turn: sums by category and by topic, one walk over prompts. */
  private double[] jackknife(LayerScores scores, int[] members, int k) {
    double[] sums = new double[resampling.categories().size()];
    int[] counts = new int[sums.length];
    double[] ofTopic = new double[topics];
    int[] inTopic = new int[topics];
    int[] category = new int[topics];
    for (int p : members) {
      double value = scores.prompts()[p].centred()[k];
      sums[resampling.categoryOf()[p]] += value;
      counts[resampling.categoryOf()[p]]++;
      ofTopic[topic[p]] += value;
      inTopic[topic[p]]++;
      category[topic[p]] = resampling.categoryOf()[p];
    }
    return IntStream.range(0, topics)
        .filter(g -> inTopic[g] > 0)
        .mapToDouble(
            g -> {
              double[] left = sums.clone();
              int[] kept = counts.clone();
              left[category[g]] -= ofTopic[g];
              kept[category[g]] -= inTopic[g];
              return mean(left, kept);
            })
        .toArray();
  }

  private int[] members(String category) {
    return IntStream.range(0, prompts.size())
        .filter(
            p -> category.equals(StyleEstimate.ALL) || prompts.get(p).category().equals(category))
        .toArray();
  }

  /** The mean over some prompts, with equal weights of the categories among them. */
  private double mean(LayerScores scores, int[] members, Function<StyleCosines, Double> value) {
    double[] sums = new double[resampling.categories().size()];
    int[] counts = new int[sums.length];
    for (int p : members) {
      sums[resampling.categoryOf()[p]] += value.apply(scores.prompts()[p]);
      counts[resampling.categoryOf()[p]]++;
    }
    return mean(sums, counts);
  }

  private static double mean(double[] sums, int[] counts) {
    return IntStream.range(0, sums.length)
        .filter(c -> counts[c] > 0)
        .mapToDouble(c -> sums[c] / counts[c])
        .average()
        .orElse(Double.NaN);
  }
}
