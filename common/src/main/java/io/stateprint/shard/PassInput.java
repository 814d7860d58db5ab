package io.stateprint.shard;

import io.stateprint.decoder.ComputeType;
import java.util.List;

/**
 * What a pass computes.
 *
 * @param prompts token ids of each prompt
 * @param compute the type of all arithmetic
 * @param chunkTokens tokens that go through a step together, at most
 * @param layers those that are computed; nothing outside them is read
 */
public record PassInput(
    List<int[]> prompts, ComputeType compute, int chunkTokens, LayerRange layers) {
  public PassInput {
    prompts = List.copyOf(prompts);
    if (prompts.isEmpty() || prompts.stream().anyMatch(ids -> ids.length == 0)) {
      throw new IllegalArgumentException("A pass needs prompts, each of at least one token");
    }
    if (chunkTokens < 1) {
      throw new IllegalArgumentException("A pass needs chunks, not of %d".formatted(chunkTokens));
    }
  }
}
