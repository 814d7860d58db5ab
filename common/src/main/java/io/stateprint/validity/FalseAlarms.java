package io.stateprint.validity;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Halves;
import io.stateprint.profile.Interval;
import io.stateprint.score.StyleScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    return ofStyles(List.of(band), clusters, halves, seed)[0];
  }

  /**
   * The shares of several styles, from the same draws; NaN for a style without a band too.
   *
   * @param bands scores of each style at the layers of its band, (K)
   * @param clusters of the prompts
   * @param halves the splits
   * @param seed of the draws
   */
  public static double[] ofStyles(
      List<List<StyleScore>> bands, Clusters clusters, Halves halves, long seed) {
    Random random = new Random(seed);
    Projections projections = Projections.of(bands, clusters.prompts());
    double[] alarms = new double[bands.size()];
    int freedom = clusters.freedom() - clusters.categories().size();
    for (boolean[] first : halves.first()) {
      List<int[][]> one = topics(clusters, first, true);
      List<int[][]> two = topics(clusters, first, false);
      if (Stream.concat(one.stream(), two.stream()).anyMatch(t -> t.length < 2)) {
        Arrays.fill(alarms, Double.NaN);
        return alarms;
      }
      double[][] differences = new double[bands.size()][DRAWS];
      for (int b = 0; b < DRAWS; b++) {
        double[] above = projections.percents(draw(one, random));
        double[] below = projections.percents(draw(two, random));
        for (int k = 0; k < above.length; k++) {
          differences[k][b] = above[k] - below[k];
        }
      }
      for (int k = 0; k < alarms.length; k++) {
        alarms[k] += Interval.percentile(differences[k], freedom).contains(0) ? 0 : 1;
      }
    }
    for (int k = 0; k < alarms.length; k++) {
      alarms[k] = bands.get(k).isEmpty() ? Double.NaN : alarms[k] / halves.first().length;
    }
    return alarms;
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

  /**
   * Shifts, then ranges, of each prompt at all layers of all bands, (P, 2 x layers), so that one
   * walk over the drawn prompts serves them all.
   *
   * @param ends where the layers of each band end, (K)
   */
  private record Projections(double[][] byPrompt, int[] ends) {
    static Projections of(List<List<StyleScore>> bands, int prompts) {
      int[] ends = new int[bands.size()];
      for (int k = 0; k < ends.length; k++) {
        ends[k] = (k == 0 ? 0 : ends[k - 1]) + bands.get(k).size();
      }
      List<StyleScore> flat = bands.stream().flatMap(List::stream).toList();
      double[][] byPrompt = new double[prompts][2 * flat.size()];
      for (int l = 0; l < flat.size(); l++) {
        for (int p = 0; p < prompts; p++) {
          byPrompt[p][l] = flat.get(l).shift()[p];
          byPrompt[p][l + flat.size()] = flat.get(l).range()[p];
        }
      }
      return new Projections(byPrompt, ends);
    }

    /** Mean over the layers of a band of the percent of range, equal weights of categories, (K). */
    double[] percents(int[][] drawn) {
      double[] means = new double[byPrompt[0].length];
      double[] sum = new double[means.length];
      for (int[] category : drawn) {
        Arrays.fill(sum, 0);
        for (int p : category) {
          double[] own = byPrompt[p];
          for (int l = 0; l < sum.length; l++) {
            sum[l] += own[l];
          }
        }
        for (int l = 0; l < means.length; l++) {
          means[l] += sum[l] / category.length;
        }
      }
      double[] out = new double[ends.length];
      int layers = means.length / 2;
      int from = 0;
      for (int k = 0; k < out.length; k++) {
        for (int l = from; l < ends[k]; l++) {
          out[k] += 100 * means[l] / means[l + layers];
        }
        out[k] /= ends[k] - from;
        from = ends[k];
      }
      return out;
    }
  }
}
