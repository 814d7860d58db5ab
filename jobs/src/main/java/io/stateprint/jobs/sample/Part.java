package io.stateprint.jobs.sample;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The texts that one task carries through the model.
 *
 * @param number of the part, from 0
 * @param texts its texts
 */
record Part(int number, List<TokenText> texts) implements Serializable {
  /** Cuts texts into parts of like numbers of tokens; fewer parts where there are fewer texts. */
  static List<Part> of(List<TokenText> texts, int parts) {
    return of(texts, Collections.nCopies(parts, 1.0));
  }

  /**
   * Cuts texts into parts of given shares of the tokens; the first ones alone where there are fewer
   * texts.
   *
   * @param shares of the parts, above 0; what counts is how they stand to each other
   */
  static List<Part> of(List<TokenText> texts, List<Double> shares) {
    int count = Math.min(shares.size(), texts.size());
    List<List<TokenText>> groups =
        IntStream.range(0, count).<List<TokenText>>mapToObj(i -> new ArrayList<>()).toList();
    double[] filled = new double[count];
    texts.stream()
        .sorted(Comparator.comparingInt((TokenText text) -> -text.ids().length))
        .forEach(text -> put(text, groups, shares, filled));
    return IntStream.range(0, count)
        .filter(i -> !groups.get(i).isEmpty())
        .mapToObj(i -> new Part(i, groups.get(i)))
        .toList();
  }

  /** Cuts texts into parts of like numbers of texts, in a random order. */
  static List<Part> shuffled(List<TokenText> texts, int parts, long seed) {
    List<TokenText> order = new ArrayList<>(texts);
    Collections.shuffle(order, new Random(seed));
    int count = Math.min(parts, order.size());
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Part(
                    i,
                    List.copyOf(
                        order.subList(i * order.size() / count, (i + 1) * order.size() / count))))
        .toList();
  }

  /** To the part that is filled least, for its share. */
  private static void put(
      TokenText text, List<List<TokenText>> groups, List<Double> shares, double[] filled) {
    int least = 0;
    for (int i = 1; i < filled.length; i++) {
      least = filled[i] < filled[least] ? i : least;
    }
    groups.get(least).add(text);
    filled[least] += text.ids().length / shares.get(least);
  }
}
