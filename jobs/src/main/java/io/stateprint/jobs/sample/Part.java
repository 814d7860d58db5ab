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
    int count = Math.min(parts, texts.size());
    List<List<TokenText>> groups =
        IntStream.range(0, count).<List<TokenText>>mapToObj(i -> new ArrayList<>()).toList();
    long[] tokens = new long[count];
    texts.stream()
        .sorted(Comparator.comparingInt((TokenText text) -> -text.ids().length))
        .forEach(text -> put(text, groups, tokens));
    return IntStream.range(0, count).mapToObj(i -> new Part(i, groups.get(i))).toList();
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

  private static void put(TokenText text, List<List<TokenText>> groups, long[] tokens) {
    int least = 0;
    for (int i = 1; i < tokens.length; i++) {
      least = tokens[i] < tokens[least] ? i : least;
    }
    groups.get(least).add(text);
    tokens[least] += text.ids().length;
  }
}
