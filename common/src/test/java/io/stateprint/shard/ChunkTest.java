package io.stateprint.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 1000})
  void everyPromptIsInOneChunkAndNoChunkIsTooLong(int most) {
    for (int seed = 0; seed < 50; seed++) {
      int[] lengths = new Random(seed).ints(1 + seed, 1, 90).toArray();

      List<Chunk> chunks = Chunk.of(lengths, most, Integer.MAX_VALUE);

      assertThat(chunks.stream().flatMapToInt(chunk -> Arrays.stream(chunk.prompts())).sorted())
          .containsExactly(
              java.util.stream.IntStream.range(0, lengths.length).boxed().toArray(Integer[]::new));
      assertThat(chunks).allMatch(chunk -> chunk.size() == 1 || chunk.tokens() <= most);
      assertThat(chunks)
          .allSatisfy(
              chunk ->
                  assertThat(chunk.lengths())
                      .isEqualTo(Arrays.stream(chunk.prompts()).map(p -> lengths[p]).toArray()));
    }
  }

  @Test
  void gatherAndScatterUndoEachOther() {
    Chunk chunk = new Chunk(new int[] {4, 2, 0}, new int[] {3, 1, 2});
    long[] gather = chunk.gather();
    long[] scatter = chunk.scatter();

    assertThat(gather).containsExactly(0, 1, 2, 3, 3, 3, 4, 5, 5);
    assertThat(scatter).containsExactly(0, 1, 2, 3, 6, 7);
    assertThat(Arrays.stream(scatter).map(place -> gather[(int) place]))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(chunk.positions()).containsExactly(0, 1, 2, 0, 0, 1);
  }

  @Test
  void promptsOfLikeLengthGoTogether() {
    List<Chunk> chunks = Chunk.of(new int[] {2, 50, 3, 49}, 100, Integer.MAX_VALUE);

    assertThat(chunks).hasSize(2);
    assertThat(chunks.get(0).prompts()).containsExactly(1, 3);
    assertThat(chunks.get(1).prompts()).containsExactly(2, 0);
  }

  @Test
  void keepsPromptsThatTurnOtherwiseApart() {
    List<Chunk> chunks = Chunk.of(new int[] {5, 30, 20, 31, 4}, 1000, 20);

    assertThat(chunks).extracting(Chunk::longest).containsExactly(31, 20);
    assertThat(chunks.get(0).prompts()).containsExactly(3, 1);
  }
}
