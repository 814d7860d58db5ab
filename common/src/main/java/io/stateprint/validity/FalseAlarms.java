package io.stateprint.validity;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Halves;
import io.stateprint.profile.Interval;
import io.stateprint.score.StyleScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A/A: how often the 95% interval of the difference between two random halves of one model's topics
 * leaves 0 out. The two halves do not differ, so 5% of intervals should.
 */
public final class FalseAlarms {
  /** The number of splits. */
  public static final int SPLITS = 500;

  private static final int DRAWS = 500;

  private FalseAlarms() {}

  /**
   * The share of false alarms; NaN where a category has fewer than four topics, for then a half of
   * it has nothing to draw from.
   *
   * @param band scores of one style at the layers of its band
   * @param clusters of the prompts
   * @param halves the splits
   * @param seed of the draws
   */
  public static double of(List<StyleScore> band, Clusters clusters, Halves halves, long seed) {
    Random random = new Random(seed);
    int alarms = 0;
    for (boolean[] first : halves.first()) {
      List<int[][]> one = topics(clusters, first, true);
      List<int[][]> two = topics(clusters, first, false);
      if (java.util.stream.Stream.concat(one.stream(), two.stream()).anyMatch(t -> t.length < 2)) {
        return Double.NaN;
      }
      double[] differences = new double[DRAWS];
      for (int b = 0; b < DRAWS; b++) {
        differences[b] = percent(band, draw(one, random)) - percent(band, draw(two, random));
      }
      alarms += Interval.percentile(differences).contains(0) ? 0 : 1;
    }
    return (double) alarms / halves.first().length;
  }

  /** Topics of one half by category, as their prompts, (C) of (G, prompts). */
  private static List<int[][]> topics(Clusters clusters, boolean[] first, boolean half) {
    List<int[][]> out = new ArrayList<>();
    for (int c = 0; c < clusters.categories().size(); c++) {
      int own = c;
      int[] prompts =
          IntStream.range(0, first.length)
              .filter(p -> first[p] == half && clusters.category()[p] == own)
              .toArray();
      out.add(
          IntStream.of(prompts)
              .map(p -> clusters.topic()[p])
              .distinct()
              .mapToObj(g -> IntStream.of(prompts).filter(p -> clusters.topic()[p] == g).toArray())
              .toArray(int[][]::new));
    }
    return out;
  }

  /** Drawn prompts of each category, as {@link io.stateprint.inference.Draws} draws them. */
  private static int[][] draw(List<int[][]> categories, Random random) {
    int[][] out = new int[categories.size()][];
    for (int c = 0; c < out.length; c++) {
      int[][] topics = categories.get(c);
      out[c] =
          IntStream.range(1, topics.length)
              .mapToObj(i -> topics[random.nextInt(topics.length)])
              .flatMapToInt(IntStream::of)
              .toArray();
    }
    return out;
  }

  /** Mean over layers of the percent of range, equal weights of categories. */
  private static double percent(List<StyleScore> band, int[][] drawn) {
    double sum = 0;
    for (StyleScore layer : band) {
      double above = 0;
      double below = 0;
      for (int[] category : drawn) {
        double shift = 0;
        double range = 0;
        for (int p : category) {
          shift += layer.shift()[p];
          range += layer.range()[p];
        }
        above += shift / category.length;
        below += range / category.length;
      }
      sum += 100 * above / below;
    }
    return sum / band.size();
  }
}
