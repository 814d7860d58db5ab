package io.stateprint.profile;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The draws of a hierarchical bootstrap: categories stay, topics are drawn within a category,
 * prompts within a topic; anchors are a level of their own, frames drawn within a style. The same
 * draws serve every layer and style, so that differences between them are paired. They are made
 * anew for whoever goes through them: held, they would take 16 KB a prompt.
 */
public final class Resampling {
  private static final int STYLES = 4;

  private final Clusters clusters;
  private final LayerScores.AnchorGeometry anchors;
  private final int replicates;
  private final long seed;
  private final int[] members;
  private final int[] starts;
  private final int[][] frames;

  private Resampling(
      Clusters clusters, LayerScores.AnchorGeometry anchors, int replicates, long seed) {
    this.clusters = clusters;
    this.anchors = anchors;
    this.replicates = replicates;
    this.seed = seed;
    this.starts = starts(clusters);
    this.members = members(clusters, starts);
    this.frames =
        IntStream.range(0, STYLES)
            .mapToObj(style -> framesOf(anchors, style))
            .toArray(int[][]::new);
  }

  /**
   * Prepares the draws.
   *
   * @param clusters of the prompts
   * @param anchors whose frames are drawn; every layer has the same frames
   * @param replicates R
   * @param seed of all draws
   */
  public static Resampling of(
      Clusters clusters, LayerScores.AnchorGeometry anchors, int replicates, long seed) {
    return new Resampling(clusters, anchors, replicates, seed);
  }

  /** Where each topic begins among the members, and behind them P. */
  private static int[] starts(Clusters clusters) {
    int[] starts = new int[clusters.topics() + 1];
    for (int topic : clusters.topicOf()) {
      starts[topic + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    return starts;
  }

  /** Prompts, topic after topic, in their order. */
  private static int[] members(Clusters clusters, int[] starts) {
    int[] next = starts.clone();
    int[] members = new int[clusters.prompts()];
    for (int p = 0; p < members.length; p++) {
      members[next[clusters.topicOf()[p]]++] = p;
    }
    return members;
  }

  /** The prompts that are drawn from. */
  public Clusters clusters() {
    return clusters;
  }

  /** R. */
  public int replicates() {
    return replicates;
  }

  /** All draws, from the first. */
  public Draws draws() {
    return new Draws();
  }

  /** One draw after the other; for one thread. */
  public final class Draws {
    private final PlainRandom random = new PlainRandom(seed);

    private Draws() {}

    /** Weights of the prompts in the next draw, (P); those of a category sum to 1. */
    public void next(double[] promptWeights) {
      next(promptWeights, new double[anchors.frameStyle().length]);
    }

    /**
     * The next draw.
     *
     * @param promptWeights takes weights of the prompts, (P); those of a category sum to 1
     * @param frameWeights takes weights of the frames, (F); those of a style sum to 1
     */
    void next(double[] promptWeights, double[] frameWeights) {
      Arrays.fill(promptWeights, 0);
      for (int c = 0; c < clusters.categories().size(); c++) {
        draw(c, promptWeights);
      }
      int[] times = new int[frameWeights.length];
      for (int[] own : frames) {
        for (int draw = 0; draw < own.length; draw++) {
          times[own[random.nextInt(own.length)]]++;
        }
      }
      normalise(times, frameWeights);
    }

    private void draw(int category, double[] weights) {
      int first = clusters.firstTopic()[category];
      int topics = clusters.topics(category);
      double total = 0;
      for (int draw = 0; draw < topics; draw++) {
        int topic = first + random.nextInt(topics);
        int size = starts[topic + 1] - starts[topic];
        for (int i = 0; i < size; i++) {
          weights[members[starts[topic] + random.nextInt(size)]]++;
        }
        total += size;
      }
      for (int i = starts[first]; i < starts[first + topics]; i++) {
        weights[members[i]] /= total;
      }
    }
  }

  private void normalise(int[] times, double[] weights) {
    double[] totals = new double[STYLES];
    for (int f = 0; f < weights.length; f++) {
      weights[f] = (double) times[f] * anchors.frameSizes()[f];
      totals[anchors.frameStyle()[f]] += weights[f];
    }
    for (int f = 0; f < weights.length; f++) {
      weights[f] /= totals[anchors.frameStyle()[f]];
    }
  }

  private static int[] framesOf(LayerScores.AnchorGeometry anchors, int style) {
    return IntStream.range(0, anchors.frameStyle().length)
        .filter(f -> anchors.frameStyle()[f] == style)
        .toArray();
  }
}
