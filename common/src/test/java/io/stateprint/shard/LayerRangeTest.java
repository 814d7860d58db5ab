package io.stateprint.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How a model is cut into shards. */
class LayerRangeTest {
  @Test
  void coversEachLayerExactlyOnceWhateverTheSizesAre() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] bytes = random.longs(random.nextInt(1, 80), 0, 1L << 34).toArray();
      int count = random.nextInt(1, 100);

      List<LayerRange> cut = LayerRange.cut(bytes, count);

      assertThat(cut).hasSize(Math.min(count, bytes.length));
      assertThat(cut.get(0).first()).isZero();
      for (int i = 1; i < cut.size(); i++) {
        assertThat(cut.get(i).first()).isEqualTo(cut.get(i - 1).end());
      }
      assertThat(cut.get(cut.size() - 1).end()).isEqualTo(bytes.length);
    }
  }

  @Test
  void shardsAreOfLikeSizeWithinTheLargestLayer() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] bytes = random.longs(60, 100, 1000).toArray();
      long all = java.util.Arrays.stream(bytes).sum();
      int count = random.nextInt(1, 12);

      for (LayerRange range : LayerRange.cut(bytes, count)) {
        long own = java.util.Arrays.stream(bytes, range.first(), range.end()).sum();
        assertThat(own).isBetween(all / count - 1000, all / count + 1000);
      }
    }
  }

  @Test
  void layersWithoutBytesAreCutToo() {
    assertThat(LayerRange.cut(new long[5], 2)).extracting(LayerRange::layers).contains(4, 1);
  }

  @Test
  void refusesAnEmptyRange() {
    assertThatThrownBy(() -> new LayerRange(3, 3)).hasMessageContaining("from 3 up to 3");
  }
}
