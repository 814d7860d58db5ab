package io.stateprint.jobs.settings;

import io.stateprint.decoder.Precision;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import java.util.List;

/**
 * What is sampled, and how it is computed.
 *
 * @param layers sampled blocks
 * @param pooling of the states
 * @param precision of the arithmetic
 * @param partitions tasks that the prompts of a model are cut into; 0 for auto
 * @param shards that the layers of a model are cut into; 0 for auto
 * @param machine what a task may use
 * @param replicates further passes that drift takes its floor from
 */
public record SamplingSettings(
    LayerChoice layers,
    List<Pooling> pooling,
    Precision precision,
    int partitions,
    int shards,
    MachineSettings machine,
    ReplicateSettings replicates) {}
