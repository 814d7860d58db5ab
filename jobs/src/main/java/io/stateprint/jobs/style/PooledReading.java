package io.stateprint.jobs.style;

import io.stateprint.personality.LayerReading;
import io.stateprint.profile.PromptKey;
import java.io.Serializable;
import java.util.List;

/**
 * A layer's reading with what it is of.
 *
 * @param pooling {@code last} or {@code user}
 * @param keys of the prompts, in the order of the reading
 * @param reading of the layer
 */
public record PooledReading(String pooling, List<PromptKey> keys, LayerReading reading)
    implements Serializable {}
