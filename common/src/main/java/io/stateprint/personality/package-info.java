/**
 * Personality: the states of a bank at every layer in; scores in percent of a model's own range,
 * each with its checks and its grade, the style that dominates and the layer at which style reads
 * out, out.
 *
 * <p>Glossary: a <em>reading</em> is what is kept of one layer once its states are let go; a
 * <em>verdict</em> is a headline with its checks, its grade and its warnings. Shape letters: P
 * prompts, Q neutral prompts, D width, K styles (4), L layers, B draws, C categories, R
 * paraphrases.
 */
@NullMarked
package io.stateprint.personality;

import org.jspecify.annotations.NullMarked;
