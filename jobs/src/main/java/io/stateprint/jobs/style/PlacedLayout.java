package io.stateprint.jobs.style;

import io.stateprint.geometry.Layout;
import java.io.Serializable;

/**
 * A layer's layout on its way to the other model's.
 *
 * @param place of the pair of layers among all pairs
 * @param layout of the prompts
 */
public record PlacedLayout(int place, Layout layout) implements Serializable {}
