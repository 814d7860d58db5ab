package io.stateprint.shard;

import java.util.List;

/**
 * The output of one block for all prompts, before the final norm; valid until the next layer is
 * asked for.
 *
 * @param layer the block, 0-based; {@link #EMBEDDINGS} for what enters the first one
 * @param chunks the prompts' states, chunk by chunk
 * @param bytes weights read so far by this pass, bytes
 * @param seconds since the pass began
 */
public record LayerStates(int layer, List<ChunkStates> chunks, long bytes, double seconds) {
  /** The layer below the first block: embeddings, scaled and placed as the model does it. */
  public static final int EMBEDDINGS = -1;
}
