package io.stateprint.direction;

import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Split-half reliability of the directions: the cosine between those of two halves of the frames,
 * stepped up by Spearman and Brown to the full number; the median over random splits.
 */
final class Reliability {
  private static final int SPLITS = 25;

  private Reliability() {}

  /** One a style; NaN where a style has a single frame. */
  static double[] of(AnchorSet anchors, int[] massive, long seed) {
    Random random = new Random(seed);
    double[][] splits = new double[Style.values().length][SPLITS];
    for (int split = 0; split < SPLITS; split++) {
      Set<String> half = half(anchors, random);
      if (!anchors.covers(anchor -> half.contains(key(anchor)))
          || !anchors.covers(anchor -> !half.contains(key(anchor)))) {
        double[] none = new double[Style.values().length];
        Arrays.fill(none, Double.NaN);
        return none;
      }
      double[][] one = directions(anchors.means(anchor -> half.contains(key(anchor))), massive);
      double[][] two = directions(anchors.means(anchor -> !half.contains(key(anchor))), massive);
      for (int k = 0; k < one.length; k++) {
        double r = Vectors.cosine(one[k], two[k]);
        splits[k][split] = r <= 0 ? r : 2 * r / (1 + r);
      }
    }
    return Arrays.stream(splits).mapToDouble(Reliability::median).toArray();
  }

  private static Set<String> half(AnchorSet anchors, Random random) {
    Set<String> half = new HashSet<>();
    for (Style style : Style.values()) {
      List<String> frames = new ArrayList<>(anchors.frames(style).keySet());
      Collections.shuffle(frames, random);
      frames.subList(0, frames.size() / 2).forEach(frame -> half.add(style + "/" + frame));
    }
    return half;
  }

  private static String key(AnchorState anchor) {
    return anchor.style() + "/" + anchor.frame();
  }

  private static double[][] directions(double[][] means, int[] massive) {
    double[] grand = Vectors.meanOf(means);
    return Arrays.stream(means)
        .map(mean -> Vectors.difference(mean, grand, massive))
        .toArray(double[][]::new);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
