package io.stateprint.jobs.report;

import io.stateprint.geometry.PrincipalPlane;
import java.io.Serializable;

/**
 * One layer of a map; public for the code that Spark writes.
 *
 * @param layer the block, 0-based
 * @param plane of its states
 */
public record MappedLayer(int layer, PrincipalPlane plane) implements Serializable {}
