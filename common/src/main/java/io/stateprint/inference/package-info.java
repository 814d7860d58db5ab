/**
 * Inference: prompts in; folds, halves and draws of them out, and what turns replicates into
 * intervals and families of tests into decisions.
 *
 * <p>Glossary: a <em>topic</em> is a cluster of prompts of one category that moves as a whole; a
 * <em>fold</em> is a group of topics that is scored by directions of the other folds; a
 * <em>draw</em> is the weights of the prompts in one resample; a <em>replicate</em> is an estimate
 * under a draw; a <em>family</em> is the estimates or tests that are read together. Shape letters:
 * P prompts, B draws, C categories, G topics, M members of a family, N permutations.
 */
@NullMarked
package io.stateprint.inference;

import org.jspecify.annotations.NullMarked;
