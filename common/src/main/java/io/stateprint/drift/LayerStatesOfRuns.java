package io.stateprint.drift;

import io.stateprint.personality.SampledBank;
import java.util.List;
import java.util.Optional;

/**
 * The states of one layer in all runs that are watched; held while the layer is compared.
 *
 * @param layer true id of the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param reference the run that was repeated
 * @param current the current run
 * @param replicates in their order, (R)
 * @param replay of the first replicate; empty where it was not sampled
 * @param looks of the series, in their order
 */
public record LayerStatesOfRuns(
    int layer,
    double depth,
    SampledBank reference,
    SampledBank current,
    List<SampledBank> replicates,
    Optional<SampledBank> replay,
    List<SampledBank> looks) {}
