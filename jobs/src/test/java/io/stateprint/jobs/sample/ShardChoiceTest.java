package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardChoiceTest {
  private static final long MIB = 1L << 20;

  @ParameterizedTest
  @CsvSource({
    // a shard a group
    "4, 1, 20, 100, 8, 4",
    // weights that are not worth a task
    "4, 1, 2, 100, 8, 1",
    "4, 1, 6, 100, 8, 2",
    // states at the cuts that are as large as what would not be read again
    "4, 1, 20, 100, 200, 2",
    "4, 1, 20, 100, 600, 1",
    "8, 1, 80, 1000, 1000, 8",
    // and those of parts side by side
    "4, 3, 20, 100, 50, 3",
    "4, 16, 20, 100, 100, 1",
    // nobody is idle
    "1, 1, 20, 100, 8, 1",
    "0, 1, 20, 100, 8, 1",
  })
  void asManyShardsAsGroupsFetchUnlessTheCutsCostMore(
      long groups, int beside, int layers, long layerMib, long statesMib, int shards) {
    ModelPlan.Load load =
        new ModelPlan.Load(
            layers * layerMib * MIB,
            new MemoryNeed(0, 0, 0, statesMib * MIB, 0),
            0,
            0,
            0,
            List.copyOf(Collections.nCopies(layers, layerMib * MIB)));
    assertThat(ShardChoice.count(groups, beside, load)).isEqualTo(shards);
  }
}
