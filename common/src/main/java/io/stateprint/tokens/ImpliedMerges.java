package io.stateprint.tokens;

import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The merges that a vocabulary with scores implies: each cut of a token into two tokens, the best
 * token first, then the longer left part, as transformers' {@code generate_merges} orders them.
 *
 * @param location of the vocabulary, for messages
 * @param tokens by id, each once
 * @param scores by id, the best are the highest
 */
record ImpliedMerges(String location, List<String> tokens, double[] scores) {
  /** Looking for the cuts of a token takes the square of its length; real ones have 93 at most. */
  private static final int LONGEST = 512;

  private record Merge(int left, int right, double score, int leftLength, int rightLength) {}

  void tell(BiConsumer<String, String> told) {
    for (Merge merge : ordered()) {
      told.accept(tokens.get(merge.left()), tokens.get(merge.right()));
    }
  }

  private List<Merge> ordered() {
    Map<String, Integer> ids = new HashMap<>(tokens.size() * 2);
    for (int id = 0; id < tokens.size(); id++) {
      ids.put(tokens.get(id), id);
    }
    List<Merge> merges = new ArrayList<>();
    for (int id = 0; id < tokens.size(); id++) {
      merges.addAll(cuts(id, ids));
    }
    merges.sort(
        Comparator.comparingDouble(Merge::score)
            .thenComparingInt(Merge::leftLength)
            .thenComparingInt(Merge::rightLength)
            .reversed());
    return merges;
  }

  /** In order of the parts' ids: the order of those that are equal otherwise. */
  private List<Merge> cuts(int id, Map<String, Integer> ids) {
    String token = tokens.get(id);
    if (token.length() > LONGEST) {
      throw new InputException(
          "Cannot use the vocabulary: token %d has %d characters, at most %d are possible (%s)"
              .formatted(id, token.length(), LONGEST, location));
    }
    List<Merge> cuts = new ArrayList<>();
    int length = token.codePointCount(0, token.length());
    int at = 0;
    for (int leftLength = 1; leftLength < length; leftLength++) {
      at = token.offsetByCodePoints(at, 1);
      Integer left = ids.get(token.substring(0, at));
      Integer right = left == null ? null : ids.get(token.substring(at));
      if (left != null && right != null) {
        // The sum with zero makes -0.0 and 0.0 one score.
        cuts.add(new Merge(left, right, scores[id] + 0.0, leftLength, length - leftLength));
      }
    }
    cuts.sort(Comparator.comparingInt(Merge::left).thenComparingInt(Merge::right));
    return cuts;
  }
}
