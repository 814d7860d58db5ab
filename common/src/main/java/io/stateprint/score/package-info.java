/**
 * Score: sampled states of prompts under their default and under instructions for and against each
 * style in; how far along its own range a model stands by default, out.
 *
 * <p>The way through, for models A and B that were asked the same prompts: one {@link
 * io.stateprint.score.ScoreEstimator} for both; at every layer {@link
 * io.stateprint.score.LayerGram#of}, after which its states may go, and {@link
 * io.stateprint.score.ScoreEstimator#score}; then, a style, {@link
 * io.stateprint.score.ReliableBand#of} (stored with the model) and {@link
 * io.stateprint.score.Headline#of}; then {@link io.stateprint.score.ModelComparison#of}.
 *
 * <p>Glossary: the <em>base</em>, <em>plus</em> and <em>minus</em> states of a prompt are those
 * under no instruction, under the one that amplifies a style and under the one that suppresses it;
 * the <em>difference</em> of a prompt is plus less minus; the <em>range</em> of a prompt is its
 * difference along a direction that was made from other topics, its <em>shift</em> is base less
 * minus along the same; the <em>percent of range</em> is the mean shift over the mean range; a
 * <em>standing</em> is a base state along what is unique in a style, in standard deviations of
 * neutral prompts; the <em>band</em> is the layers that speak for a style. Shape letters: P
 * prompts, R rows, Q neutral prompts, D width, K styles (4), C categories, B draws, G topics, F
 * folds, L layers.
 */
@NullMarked
package io.stateprint.score;

import org.jspecify.annotations.NullMarked;
