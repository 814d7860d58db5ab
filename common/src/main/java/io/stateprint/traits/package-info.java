/**
 * Traits: a personality in; how constant it is over layers, prompts, framings and system prompts,
 * with replicates that models of the same prompts share, out.
 *
 * <p>Glossary: <em>drawn</em> is a number with its replicates, or the reason why there is none.
 * Shape letters: P prompts, L layers, K styles (4), B draws.
 */
@NullMarked
package io.stateprint.traits;

import org.jspecify.annotations.NullMarked;
