package io.stateprint.sampling;

/**
 * The state of one prompt after one block, or before the first one, pooled.
 *
 * @param prompt index of the prompt in the pass
 * @param layer the block, 0-based; -1 for the embeddings
 * @param pooling over which tokens
 * @param tokens how many tokens it stands for
 * @param norm its Euclidean length
 * @param state the pooled vector, (D)
 */
public record SampledState(
    int prompt, int layer, Pooling pooling, int tokens, float norm, float[] state) {}
