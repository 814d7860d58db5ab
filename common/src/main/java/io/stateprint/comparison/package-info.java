/**
 * Comparison: scores of one model with and without something in; what that something changed, out.
 * The something is alignment (a base and its instruct model) or a system prompt (beside neutral
 * ones).
 *
 * <p>Glossary: a <em>placebo</em> is a neutral system prompt of the same length; the
 * <em>plateau</em> is the last eighth of the depth; the <em>onset</em> is the first layer from
 * which an effect is there. Shape letters: P prompts, L layers, K styles, R replicates, J placebos.
 */
@NullMarked
package io.stateprint.comparison;

import org.jspecify.annotations.NullMarked;
