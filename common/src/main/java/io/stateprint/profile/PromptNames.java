package io.stateprint.profile;

import io.stateprint.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Ids, categories and topics of many prompts, in the order in which they came: two bytes a
 * character and twelve a prompt, where objects of their own would take a few hundred.
 */
public final class PromptNames {
  private static final int LEAST = 256;

  private final Map<String, Integer> categories = new HashMap<>();
  private char[] text = new char[LEAST];
  private int[] ends = new int[2 * LEAST];
  private int[] category = new int[LEAST];
  private int size;

  /** Adds a prompt. */
  public void add(PromptKey prompt) {
    if (size == category.length) {
      category = Arrays.copyOf(category, size + size / 2);
      ends = Arrays.copyOf(ends, 2 * category.length);
    }
    category[size] = categories.computeIfAbsent(prompt.category(), name -> categories.size());
    int end = put(prompt.id(), size == 0 ? 0 : ends[2 * size - 1]);
    ends[2 * size] = end;
    ends[2 * size + 1] = put(prompt.topic(), end);
    size++;
  }

  private int put(String name, int at) {
    int end = Math.addExact(at, name.length());
    if (end > text.length) {
      text = Arrays.copyOf(text, Math.max(end, Math.addExact(text.length, text.length / 2)));
    }
    name.getChars(0, name.length(), text, at);
    return end;
  }

  /** P. */
  public int size() {
    return size;
  }

  /** Prompts by category, topic and id, (P). */
  public int[] order() {
    int[] rank = ranks(names());
    return IntStream.range(0, size)
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer p) -> rank[category[p]])
                .thenComparing((one, two) -> compare(2 * one + 1, 2 * two + 1))
                .thenComparing((one, two) -> compare(2 * one, 2 * two)))
        .mapToInt(p -> p)
        .toArray();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(categories.keySet());
    names.sort(Comparator.naturalOrder());
    return List.copyOf(names);
  }

  private int[] ranks(List<String> names) {
    int[] ranks = new int[names.size()];
    for (int r = 0; r < ranks.length; r++) {
      ranks[Objects.requireNonNull(categories.get(names.get(r)))] = r;
    }
    return ranks;
  }

  private int compare(int one, int two) {
    return Arrays.compare(text, start(one), ends[one], text, start(two), ends[two]);
  }

  private int start(int name) {
    return name == 0 ? 0 : ends[name - 1];
  }

  /** Categories and topics of the prompts in that order. */
  public Clusters clusters(int[] order) {
    List<String> names = names();
    int[] rank = ranks(names);
    int[] categoryOf = Arrays.stream(order).map(p -> rank[category[p]]).toArray();
    return Clusters.ofSorted(
        names,
        categoryOf,
        p ->
            p == 0
                || categoryOf[p] != categoryOf[p - 1]
                || compare(2 * order[p] + 1, 2 * order[p - 1] + 1) != 0);
  }

  /** SHA-256 of the ids in that order, a line each. */
  public String sha256(int[] order) {
    MessageDigest digest = Sha256.digest();
    for (int p : order) {
      String id = new String(text, start(2 * p), ends[2 * p] - start(2 * p));
      digest.update((id + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.hex(digest.digest());
  }
}
