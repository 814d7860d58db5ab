package io.stateprint.shard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Prompts whose tokens go through a step together, packed one after another without padding.
 *
 * @param prompts indices of the prompts in the pass, (B)
 * @param lengths their tokens, (B)
 */
public record Chunk(int[] prompts, int[] lengths) {
  /**
   * Groups prompts of like length, so that attention, the only part that pads, pads little.
   *
   * @param lengths tokens of each prompt
   * @param mostTokens tokens of a chunk at most; a longer prompt is a chunk of its own
   * @param near prompts of more tokens than this and others are never in one chunk
   */
  static List<Chunk> of(int[] lengths, int mostTokens, int near) {
    List<Integer> order =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt(prompt -> -lengths[prompt]))
            .toList();
    List<Chunk> chunks = new ArrayList<>();
    int first = 0;
    long tokens = 0;
    for (int i = 0; i < order.size(); i++) {
      int length = lengths[order.get(i)];
      boolean apart = length <= near && lengths[order.get(first)] > near;
      if (i > first && (apart || tokens + length > mostTokens)) {
        chunks.add(part(order.subList(first, i), lengths));
        first = i;
        tokens = 0;
      }
      tokens += length;
    }
    if (first < order.size()) {
      chunks.add(part(order.subList(first, order.size()), lengths));
    }
    return chunks;
  }

  private static Chunk part(List<Integer> prompts, int[] lengths) {
    int[] own = prompts.stream().mapToInt(Integer::intValue).toArray();
    return new Chunk(own, IntStream.of(own).map(prompt -> lengths[prompt]).toArray());
  }

  /** B. */
  public int size() {
    return prompts.length;
  }

  /** T. */
  public int tokens() {
    return IntStream.of(lengths).sum();
  }

  /** S. */
  public int longest() {
    return IntStream.of(lengths).max().orElse(0);
  }

  /** The packed row of each prompt's first token, (B). */
  public int[] starts() {
    int[] starts = new int[lengths.length];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + lengths[i - 1];
    }
    return starts;
  }

  /** The packed row at each place of the padded layout, (B * S); pads repeat the last token. */
  public long[] gather() {
    int longest = longest();
    int[] starts = starts();
    long[] rows = new long[lengths.length * longest];
    for (int i = 0; i < rows.length; i++) {
      int prompt = i / longest;
      rows[i] = (long) starts[prompt] + Math.min(i % longest, lengths[prompt] - 1);
    }
    return rows;
  }

  /** The place in the padded layout of each packed row, (T). */
  public long[] scatter() {
    int longest = longest();
    return perToken((prompt, position) -> (long) prompt * longest + position);
  }

  /** Each packed row's position in its prompt, (T). */
  public long[] positions() {
    return perToken((prompt, position) -> (long) position);
  }

  private long[] perToken(PlaceValue value) {
    long[] out = new long[tokens()];
    int row = 0;
    for (int prompt = 0; prompt < lengths.length; prompt++) {
      for (int position = 0; position < lengths[prompt]; position++) {
        out[row++] = value.at(prompt, position);
      }
    }
    return out;
  }

  private interface PlaceValue {
    long at(int prompt, int position);
  }
}
