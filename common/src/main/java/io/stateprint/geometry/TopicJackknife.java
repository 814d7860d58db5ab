package io.stateprint.geometry;

import io.stateprint.profile.Interval;
import io.stateprint.profile.PromptKey;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The delete-a-topic jackknife for topics of unequal size (Busing, Meijer and van der Leeden 1999,
 * Statistics and Computing 9:3). A bootstrap is no use here: a prompt drawn twice is like itself.
 *
 * @param spread standard error; NaN with fewer than three topics
 * @param interval 95%, by Student's t over topics, not above 1
 */
public record TopicJackknife(double spread, Interval interval) {
  private static final int LEAST_TOPICS = 3;
  private static final double LEVEL = 0.975;

  /**
   * Leaves out each topic in turn.
   *
   * @param prompts n
   * @param estimate over all prompts
   * @param statistic over the prompts that are true, (n)
   */
  static TopicJackknife of(
      List<PromptKey> prompts, double estimate, ToDoubleFunction<boolean[]> statistic) {
    TreeMap<String, boolean[]> without = new TreeMap<>();
    for (PromptKey key : prompts) {
      without.computeIfAbsent(topic(key), topic -> kept(prompts, topic));
    }
    if (without.size() < LEAST_TOPICS) {
      return new TopicJackknife(Double.NaN, Interval.NONE);
    }
    int n = prompts.size();
    double[] sizes = new double[without.size()];
    double[] values = new double[without.size()];
    int g = 0;
    for (boolean[] kept : without.values()) {
      sizes[g] = count(kept, false);
      values[g++] = statistic.applyAsDouble(kept);
    }
    double spread = Math.sqrt(variance(estimate, n, sizes, values));
    double half = new TDistribution(null, g - 1).inverseCumulativeProbability(LEVEL) * spread;
    return new TopicJackknife(spread, new Interval(estimate - half, Math.min(1, estimate + half)));
  }

  private static double variance(double estimate, int n, double[] sizes, double[] values) {
    int groups = sizes.length;
    double centre = groups * estimate;
    for (int g = 0; g < groups; g++) {
      centre -= (1 - sizes[g] / n) * values[g];
    }
    double sum = 0;
    for (int g = 0; g < groups; g++) {
      double h = n / sizes[g];
      double pseudo = h * estimate - (h - 1) * values[g];
      sum += (pseudo - centre) * (pseudo - centre) / (h - 1);
    }
    return sum / groups;
  }

  private static String topic(PromptKey key) {
    return key.category() + "/" + key.topic();
  }

  private static boolean[] kept(List<PromptKey> prompts, String topic) {
    boolean[] out = new boolean[prompts.size()];
    for (int p = 0; p < out.length; p++) {
      out[p] = !topic(prompts.get(p)).equals(topic);
    }
    return out;
  }

  private static int count(boolean[] values, boolean wanted) {
    int count = 0;
    for (boolean value : values) {
      count += value == wanted ? 1 : 0;
    }
    return count;
  }
}
