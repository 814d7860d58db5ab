package io.stateprint.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkTest {
  private static final int ALL_NEAR = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 1000})
  void everyPromptIsInOneChunkAndNoChunkIsTooLong(int most) {
    for (int seed = 0; seed < 50; seed++) {
      List<int[]> prompts = random(seed);

      List<Chunk> chunks = Chunk.of(prompts, most, ALL_NEAR);

      assertThat(chunks.stream().flatMapToInt(chunk -> Arrays.stream(chunk.prompts())).sorted())
          .containsExactly(IntStream.range(0, prompts.size()).boxed().toArray(Integer[]::new));
      assertThat(chunks).allMatch(chunk -> chunk.size() == 1 || chunk.tokens() <= most);
      assertThat(chunks)
          .allMatch(chunk -> chunk.size() == 1 || chunk.size() * chunk.longest() <= 2 * most);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 1000})
  void eachTokenHasARowThatHoldsItAtItsPositionAfterTheSameTokens(int most) {
    for (int seed = 0; seed < 50; seed++) {
      List<int[]> prompts = random(seed);
      for (Chunk chunk : Chunk.of(prompts, most, ALL_NEAR)) {
        int[] ids = chunk.ids(prompts);
        long[] positions = chunk.positions();
        for (int place = 0; place < chunk.size(); place++) {
          int[] prompt = prompts.get(chunk.prompts()[place]);
          assertThat(chunk.lengths()[place]).isEqualTo(prompt.length);
          for (int t = 0; t < prompt.length; t++) {
            int row = chunk.row(place, t);
            assertThat(ids[row]).isEqualTo(prompt[t]);
            assertThat(positions[row]).isEqualTo(t);
            assertThat(chunk.gather()[place * chunk.longest() + t]).isEqualTo(row);
          }
        }
      }
    }
  }

  @Test
  void rowsOfACommonBeginningAreThereOnce() {
    List<int[]> prompts = List.of(ids(1, 2, 3, 4), ids(1, 2, 9), ids(2, 3, 4), ids(1, 2, 3, 4));

    List<Chunk> chunks = Chunk.of(prompts, 100, ALL_NEAR);

    assertThat(chunks).hasSize(1);
    assertThat(chunks.get(0).tokens()).isEqualTo(8);
    assertThat(chunks.get(0).lengths()).containsExactly(4, 4, 3, 3);
  }

  @Test
  void gatherLaysPromptsSideBySideAndScatterFindsEachRowThere() {
    List<int[]> prompts = List.of(ids(5, 6), ids(7), ids(5, 8, 9));
    Chunk chunk = Chunk.of(prompts, 100, ALL_NEAR).get(0);
    long[] gather = chunk.gather();
    long[] scatter = chunk.scatter();

    assertThat(chunk.prompts()).containsExactly(2, 0, 1);
    assertThat(gather).containsExactly(0, 1, 2, 0, 3, 3, 4, 4, 4);
    assertThat(Arrays.stream(scatter).map(place -> gather[(int) place]))
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(chunk.positions()).containsExactly(0, 1, 2, 1, 0);
  }

  @Test
  void promptsOfLikeLengthGoTogether() {
    List<Chunk> chunks = Chunk.of(unlike(2, 50, 3, 49), 100, ALL_NEAR);

    assertThat(chunks).hasSize(2);
    assertThat(chunks.get(0).prompts()).containsExactly(1, 3);
    assertThat(chunks.get(1).prompts()).containsExactly(2, 0);
  }

  @Test
  void keepsPromptsThatTurnOtherwiseApart() {
    List<Chunk> chunks = Chunk.of(unlike(5, 30, 20, 31, 4), 1000, 20);

    assertThat(chunks).extracting(Chunk::longest).containsExactly(31, 20);
    assertThat(chunks.get(0).prompts()).containsExactly(3, 1);
  }

  /** Prompts of few different tokens, so that many begin alike. */
  private static List<int[]> random(int seed) {
    Random random = new Random(seed);
    return IntStream.range(0, 1 + seed)
        .mapToObj(i -> random.ints(1 + random.nextInt(40), 0, 3).toArray())
        .toList();
  }

  /** Prompts of those lengths, no two of which begin alike. */
  private static List<int[]> unlike(int... lengths) {
    return IntStream.range(0, lengths.length)
        .mapToObj(i -> IntStream.range(0, lengths[i]).map(t -> 1000 * i + t).toArray())
        .toList();
  }

  private static int[] ids(int... ids) {
    return ids;
  }
}
