package io.stateprint.geometry;

import io.stateprint.evidence.TooFewException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Distances of all pairs of prompts, by rank.
 *
 * @param prompts n
 * @param distances of the pairs (i, j), i &lt; j, row by row, (n (n - 1) / 2)
 * @param order the pairs from the nearest to the farthest, (n (n - 1) / 2)
 */
public record Rdm(int prompts, double[] distances, int[] order) implements Serializable {
  /** 1 - centred cosine of states, (n, D). */
  public static Rdm cosine(float[][] states, CentredStates scale) {
    double[][] units = scale.units(states);
    return of(units.length, (i, j) -> 1 - Gram.dot(units[i], units[j]));
  }

  /** Euclidean distance of standings in style space, (n, K): the RDM of style RSA. */
  public static Rdm style(double[][] standings) {
    return of(
        standings.length,
        (i, j) -> {
          double sum = 0;
          for (int k = 0; k < standings[i].length; k++) {
            sum += Math.pow(standings[i][k] - standings[j][k], 2);
          }
          return Math.sqrt(sum);
        });
  }

  private interface Distance {
    double of(int i, int j);
  }

  private static Rdm of(int prompts, Distance distance) {
    TooFewException.require("compare layouts", "prompts", prompts, Gram.LEAST_PROMPTS);
    double[] distances = new double[prompts * (prompts - 1) / 2];
    for (int i = 0; i < prompts; i++) {
      for (int j = i + 1; j < prompts; j++) {
        distances[pair(prompts, i, j)] = distance.of(i, j);
      }
    }
    int[] order =
        IntStream.range(0, distances.length)
            .boxed()
            .sorted(Comparator.comparingDouble(pair -> distances[pair]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Rdm(prompts, distances, order);
  }

  /** The place of a pair, i &lt; j. */
  static int pair(int prompts, int i, int j) {
    return i * (2 * prompts - i - 1) / 2 + j - i - 1;
  }

  /** Ranks of the pairs that are kept, ties shared, from 1; 0 for the others. */
  double[] ranks(boolean[] keptPairs) {
    double[] ranks = new double[distances.length];
    int[] kept = IntStream.of(order).filter(pair -> keptPairs[pair]).toArray();
    int start = 0;
    while (start < kept.length) {
      int end = start;
      while (end < kept.length && distances[kept[end]] == distances[kept[start]]) {
        end++;
      }
      for (int at = start; at < end; at++) {
        ranks[kept[at]] = (start + end + 1) / 2.0;
      }
      start = end;
    }
    return ranks;
  }
}
