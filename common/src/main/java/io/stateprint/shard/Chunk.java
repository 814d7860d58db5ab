package io.stateprint.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Prompts whose tokens go through a step together, packed without padding. Prompts that begin alike
 * share the rows of their common beginning: a state depends on the tokens before it and on nothing
 * else, so the rows of a chat template's head, or of an instruction, are computed once.
 */
public final class Chunk {
  /**
   * Attention lays its prompts side by side; the layout has so many places a packed row at most.
   */
  private static final int PLACES_A_ROW = 2;

  private final int[] prompts;
  private final int[][] rows;
  private final int[] owners;
  private final int[] positions;

  private Chunk(int[] prompts, int[][] rows, int tokens) {
    this.prompts = prompts;
    this.rows = rows;
    this.owners = new int[tokens];
    this.positions = new int[tokens];
    for (int place = rows.length - 1; place >= 0; place--) {
      for (int position = 0; position < rows[place].length; position++) {
        owners[rows[place][position]] = place;
        positions[rows[place][position]] = position;
      }
    }
  }

  /**
   * Groups prompts of like length, so that attention, the only part that pads, pads little.
   *
   * @param prompts token ids of each prompt
   * @param mostTokens rows of a chunk at most; a longer prompt is a chunk of its own
   * @param near prompts of more tokens than this and others are never in one chunk
   */
  static List<Chunk> of(List<int[]> prompts, int mostTokens, int near) {
    List<Integer> order =
        IntStream.range(0, prompts.size())
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer prompt) -> -prompts.get(prompt).length)
                    .thenComparing(prompts::get, Arrays::compare))
            .toList();
    List<Chunk> chunks = new ArrayList<>();
    Packing packing = new Packing(mostTokens, near);
    for (int prompt : order) {
      if (!packing.fits(prompts.get(prompt))) {
        chunks.add(packing.done());
        packing = new Packing(mostTokens, near);
      }
      packing.add(prompt, prompts.get(prompt));
    }
    chunks.add(packing.done());
    return chunks;
  }

  /** A chunk in the making. */
  private static final class Packing {
    private final int mostTokens;
    private final int near;
    private final SharedBeginnings beginnings = new SharedBeginnings();
    private final List<Integer> prompts = new ArrayList<>();
    private final List<int[]> rows = new ArrayList<>();
    private int longest;

    Packing(int mostTokens, int near) {
      this.mostTokens = mostTokens;
      this.near = near;
    }

    boolean fits(int[] ids) {
      if (prompts.isEmpty()) {
        return true;
      }
      int added = ids.length - beginnings.known(ids);
      long places = (prompts.size() + 1L) * Math.max(longest, ids.length);
      return beginnings.rows() + added <= mostTokens
          && places <= (long) PLACES_A_ROW * mostTokens
          && (ids.length > near) == (longest > near);
    }

    void add(int prompt, int[] ids) {
      prompts.add(prompt);
      rows.add(beginnings.add(ids));
      longest = Math.max(longest, ids.length);
    }

    Chunk done() {
      return new Chunk(
          prompts.stream().mapToInt(Integer::intValue).toArray(),
          rows.toArray(int[][]::new),
          beginnings.rows());
    }
  }

  /** Indices of the prompts in the pass, (B). */
  public int[] prompts() {
    return prompts.clone();
  }

  /** Tokens of each prompt, (B). */
  public int[] lengths() {
    return Arrays.stream(rows).mapToInt(own -> own.length).toArray();
  }

  /** B. */
  public int size() {
    return prompts.length;
  }

  /** T, packed rows; shared beginnings count once. */
  public int tokens() {
    return owners.length;
  }

  /** S, tokens of the longest prompt. */
  public int longest() {
    return Arrays.stream(rows).mapToInt(own -> own.length).max().orElse(0);
  }

  /**
   * The packed row of a token.
   *
   * @param place of the prompt in this chunk
   * @param position of the token in the prompt
   */
  public int row(int place, int position) {
    return rows[place][position];
  }

  /** The packed row at each place of the padded layout, (B * S); pads repeat the last token. */
  public long[] gather() {
    int longest = longest();
    return IntStream.range(0, size() * longest)
        .mapToLong(
            at -> {
              int[] own = rows[at / longest];
              return own[Math.min(at % longest, own.length - 1)];
            })
        .toArray();
  }

  /** A place in the padded layout of each packed row, (T). */
  public long[] scatter() {
    int longest = longest();
    return IntStream.range(0, tokens())
        .mapToLong(row -> (long) owners[row] * longest + positions[row])
        .toArray();
  }

  /** The prompt of the pass that each packed row belongs to first, (T). */
  int[] owners() {
    return IntStream.of(owners).map(place -> prompts[place]).toArray();
  }

  /** Each packed row's position in its prompts, (T). */
  public long[] positions() {
    return Arrays.stream(positions).asLongStream().toArray();
  }

  /** The token id of each packed row, (T), given those of the prompts of the pass. */
  int[] ids(List<int[]> all) {
    return IntStream.range(0, tokens())
        .map(row -> all.get(prompts[owners[row]])[positions[row]])
        .toArray();
  }
}
