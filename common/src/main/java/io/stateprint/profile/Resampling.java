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
  private final PlainRandom.Bound[] bounds;

  private Resampling(
      Clusters clusters, LayerScores.AnchorGeometry anchors, int replicates, long seed) {
    this.clusters = clusters;
    this.anchors = anchors;
    this.replicates = replicates;
    this.seed = seed;
    this.starts = starts(clusters);
    this.members = members(clusters, starts);
    this.bounds = bounds(starts);
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

  /** The sizes of topics as bounds; below the least size there are none. */
  private static PlainRandom.Bound[] bounds(int[] starts) {
    int largest =
        IntStream.range(1, starts.length).map(i -> starts[i] - starts[i - 1]).max().orElse(0);
    return IntStream.rangeClosed(0, largest)
        .mapToObj(size -> PlainRandom.Bound.of(Math.max(1, size)))
        .toArray(PlainRandom.Bound[]::new);
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

  /**
   * Where the members of a category begin: its prompts, topic after topic, in their order.
   *
   * @param category its number, or how many there are for the end of the last one
   */
  int firstMember(int category) {
    return starts[clusters.firstTopic()[category]];
  }

  /** The prompt that a member is. */
  int prompt(int member) {
    return members[member];
  }

  /**
   * The mean of a number that each prompt has in every draw, with equal weights of the categories.
   *
   * @param values of the prompts, (P)
   * @return (R)
   */
  public double[] means(double[] values) {
    double[] byMember = new double[values.length];
    Arrays.setAll(byMember, member -> values[members[member]]);
    double[] means = new double[replicates];
    short[] times = new short[values.length];
    double[] frameWeights = new double[anchors.frameStyle().length];
    Draws draws = draws();
    int categories = clusters.categories().size();
    for (int r = 0; r < replicates; r++) {
      draws.next(times, frameWeights);
      for (int c = 0; c < categories; c++) {
        means[r] += mean(byMember, times, firstMember(c), firstMember(c + 1)) / categories;
      }
    }
    return means;
  }

  private static double mean(double[] values, short[] times, int from, int to) {
    double sum = 0;
    int total = 0;
    for (int i = from; i < to; i++) {
      sum += times[i] * values[i];
      total += times[i];
    }
    return sum / total;
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
      short[] times = new short[promptWeights.length];
      next(times, new double[anchors.frameStyle().length]);
      for (int c = 0; c < clusters.categories().size(); c++) {
        double total = 0;
        for (int i = firstMember(c); i < firstMember(c + 1); i++) {
          total += times[i];
        }
        for (int i = firstMember(c); i < firstMember(c + 1); i++) {
          promptWeights[members[i]] = times[i] / total;
        }
      }
    }

    /**
     * The next draw.
     *
     * @param times takes how often each member was drawn, (P)
     * @param frameWeights takes weights of the frames, (F); those of a style sum to 1
     */
    void next(short[] times, double[] frameWeights) {
      Arrays.fill(times, (short) 0);
      for (int c = 0; c < clusters.categories().size(); c++) {
        draw(c, times);
      }
      int[] ofFrames = new int[frameWeights.length];
      for (int[] own : frames) {
        for (int draw = 0; draw < own.length; draw++) {
          ofFrames[own[random.nextInt(own.length)]]++;
        }
      }
      normalise(ofFrames, frameWeights);
    }

    private void draw(int category, short[] times) {
      int first = clusters.firstTopic()[category];
      int topics = clusters.topics(category);
      PlainRandom.Bound bound = PlainRandom.Bound.of(topics);
      for (int draw = 0; draw < topics; draw++) {
        int topic = first + random.nextInt(bound);
        int start = starts[topic];
        int size = starts[topic + 1] - start;
        if (size == 1) {
          random.skip();
          times[start]++;
          continue;
        }
        for (int i = 0; i < size; i++) {
          times[start + random.nextInt(bounds[size])]++;
        }
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
