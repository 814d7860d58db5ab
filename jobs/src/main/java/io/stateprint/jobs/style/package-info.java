/**
 * Style, job 2: sampled states in; directions, trajectories, profiles and portraits in the store
 * out.
 *
 * <p>Glossary as in the rooms direction to portrait of {@code common}. Shape letters: D width, K
 * styles (4).
 */
@NullMarked
package io.stateprint.jobs.style;

import org.jspecify.annotations.NullMarked;
