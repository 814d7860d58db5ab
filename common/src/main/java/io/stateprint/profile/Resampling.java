package io.stateprint.profile;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The draws of a hierarchical bootstrap: categories stay, topics are drawn within a category,
 * prompts within a topic; anchors are a level of their own, frames drawn within a style. The same
 * draws serve every layer and style, so that differences between them are paired.
 */
public final class Resampling {
  private final List<String> categories;
  private final List<String> undrawn;
  private final int[] categoryOf;
  private final double[][] promptWeights;
  private final double[][] frameWeights;

  private Resampling(
      List<String> categories,
      List<String> undrawn,
      int[] categoryOf,
      double[][] promptWeights,
      double[][] frameWeights) {
    this.categories = categories;
    this.undrawn = undrawn;
    this.categoryOf = categoryOf;
    this.promptWeights = promptWeights;
    this.frameWeights = frameWeights;
  }

  /**
   * Draws.
   *
   * @param prompts of the model, (P)
   * @param anchors whose frames are drawn; every layer has the same frames
   * @param replicates R
   * @param seed of all draws
   */
  public static Resampling of(
      List<PromptKey> prompts, LayerScores.AnchorGeometry anchors, int replicates, long seed) {
    Random random = new Random(seed);
    Map<String, Map<String, List<Integer>>> tree = new TreeMap<>();
    for (int p = 0; p < prompts.size(); p++) {
      tree.computeIfAbsent(prompts.get(p).category(), key -> new TreeMap<>())
          .computeIfAbsent(prompts.get(p).topic(), key -> new ArrayList<>())
          .add(p);
    }
    double[][] promptWeights = new double[replicates][];
    double[][] frameWeights = new double[replicates][];
    for (int r = 0; r < replicates; r++) {
      promptWeights[r] = drawPrompts(tree, prompts.size(), random);
      frameWeights[r] = drawFrames(anchors, random);
    }
    List<String> categories = List.copyOf(tree.keySet());
    int[] categoryOf =
        prompts.stream().mapToInt(prompt -> categories.indexOf(prompt.category())).toArray();
    List<String> undrawn =
        categories.stream().filter(name -> requireNonNull(tree.get(name)).size() < 2).toList();
    return new Resampling(categories, undrawn, categoryOf, promptWeights, frameWeights);
  }

  /** Categories, sorted, (C). */
  public List<String> categories() {
    return categories;
  }

  /** The category of each prompt, (P). */
  int[] categoryOf() {
    return categoryOf;
  }

  /**
   * Categories of a single topic, sorted: their mean is the same in every draw, so no interval over
   * them is one.
   */
  public List<String> undrawn() {
    return undrawn;
  }

  /** R. */
  public int replicates() {
    return promptWeights.length;
  }

  /** Weights of the prompts in a draw, (P); those of a category sum to 1. */
  public double[] promptWeights(int replicate) {
    return promptWeights[replicate];
  }

  /** Weights of the frames in a draw, (F); those of a style sum to 1. */
  double[] frameWeights(int replicate) {
    return frameWeights[replicate];
  }

  /** Weights of the prompts as they are, (P). */
  public double[] observedPrompts() {
    int[] sizes = new int[categories.size()];
    for (int category : categoryOf) {
      sizes[category]++;
    }
    return Arrays.stream(categoryOf).mapToDouble(category -> 1.0 / sizes[category]).toArray();
  }

  /** Weights of the frames as they are, (F). */
  static double[] observedFrames(LayerScores.AnchorGeometry anchors) {
    int[] ones = new int[anchors.frameSizes().length];
    Arrays.fill(ones, 1);
    return normalised(anchors, ones);
  }

  private static double[] drawPrompts(
      Map<String, Map<String, List<Integer>>> tree, int prompts, Random random) {
    double[] weights = new double[prompts];
    for (Map<String, List<Integer>> topics : tree.values()) {
      List<List<Integer>> groups = List.copyOf(topics.values());
      double total = 0;
      for (int draw = 0; draw < groups.size(); draw++) {
        List<Integer> topic = groups.get(random.nextInt(groups.size()));
        for (int i = 0; i < topic.size(); i++) {
          weights[topic.get(random.nextInt(topic.size()))]++;
          total++;
        }
      }
      for (List<Integer> topic : groups) {
        for (int p : topic) {
          weights[p] /= total;
        }
      }
    }
    return weights;
  }

  private static double[] drawFrames(LayerScores.AnchorGeometry anchors, Random random) {
    int[] times = new int[anchors.frameStyle().length];
    for (int style = 0; style < 4; style++) {
      int[] own = framesOf(anchors, style);
      for (int draw = 0; draw < own.length; draw++) {
        times[own[random.nextInt(own.length)]]++;
      }
    }
    return normalised(anchors, times);
  }

  private static int[] framesOf(LayerScores.AnchorGeometry anchors, int style) {
    return java.util.stream.IntStream.range(0, anchors.frameStyle().length)
        .filter(f -> anchors.frameStyle()[f] == style)
        .toArray();
  }

  private static double[] normalised(LayerScores.AnchorGeometry anchors, int[] times) {
    double[] weights = new double[times.length];
    double[] totals = new double[4];
    for (int f = 0; f < weights.length; f++) {
      weights[f] = (double) times[f] * anchors.frameSizes()[f];
      totals[anchors.frameStyle()[f]] += weights[f];
    }
    for (int f = 0; f < weights.length; f++) {
      weights[f] /= totals[anchors.frameStyle()[f]];
    }
    return weights;
  }
}
