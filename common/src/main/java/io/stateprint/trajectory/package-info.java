/**
 * Trajectory: sampled states and the directions of their layer in; cosines by style out.
 *
 * <p>Glossary: the <em>raw</em> cosine compares a state with an anchor mean as they are; the
 * <em>centred</em> one after the grand mean is taken off both; the <em>calibrated</em> one is the
 * centred one on a scale from 0 (as anchors of other styles) to 1 (as anchors of this one). Shape
 * letters: D width, K styles (4), F frames of all styles together.
 */
@NullMarked
package io.stateprint.trajectory;

import org.jspecify.annotations.NullMarked;
