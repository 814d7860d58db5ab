package io.stateprint.inference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which fold each prompt is in. Folds are made of topics: the topics of a category, in the order of
 * their names' SHA-256, are dealt to the folds in turn, each category from where the one before it
 * stopped. Neither the order of prompts nor a draw changes a fold, so copies of a prompt never
 * stand on both sides.
 *
 * @param count folds
 * @param of fold of each prompt, (P)
 */
public record Folds(int count, int[] of) {
  /** The number of folds of every score. */
  public static final int FIVE = 5;

  /** Deals the topics to five folds. */
  public static Folds five(Clusters clusters) {
    return of(clusters, FIVE);
  }

  /** Deals the topics to folds; fewer folds where there are fewer topics. */
  public static Folds of(Clusters clusters, int count) {
    int folds = Math.min(count, clusters.topics().size());
    int[] byTopic = new int[clusters.topics().size()];
    int next = 0;
    for (int c = 0; c < clusters.categories().size(); c++) {
      List<Integer> order =
          IntStream.of(clusters.topicsOf(c))
              .boxed()
              .sorted(Comparator.comparing(g -> hash(clusters.topics().get(g))))
              .toList();
      for (int g : order) {
        byTopic[g] = next;
        next = (next + 1) % folds;
      }
    }
    return new Folds(folds, IntStream.of(clusters.topic()).map(g -> byTopic[g]).toArray());
  }

  private static String hash(String topic) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(topic.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java without SHA-256", e);
    }
  }
}
