package io.stateprint.shard;

import java.util.List;

/**
 * The output of one block for all prompts, before the final norm; valid until the next layer is
 * asked for.
 *
 * @param layer the block, 0-based
 * @param chunks the prompts' states, chunk by chunk
 * @param bytes weights read so far by this pass, bytes
 * @param seconds since the pass began
 */
public record LayerStates(int layer, List<ChunkStates> chunks, long bytes, double seconds) {}
