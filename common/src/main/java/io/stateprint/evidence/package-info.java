/**
 * Evidence: paired differences and bootstrap replicates in; p values, simultaneous bounds and draws
 * out. Knows no model and no style.
 *
 * <p>Glossary: a <em>sign flip</em> turns the differences of a unit around, which changes nothing
 * where nothing differs; <em>max-T</em> compares every statistic with the largest of a draw, so
 * that one bound holds for all of them at once. Shape letters: n units (prompts), m statistics
 * (layers, styles), R replicates.
 */
@NullMarked
package io.stateprint.evidence;

import org.jspecify.annotations.NullMarked;
