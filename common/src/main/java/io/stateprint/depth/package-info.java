/**
 * Depth: standings of the prompts' states at every layer in; the layer at which style reads out,
 * how sharply, and whether it is the same for all prompts, out.
 *
 * <p>A layer at which style can be read need not be one at which the model uses it: style "reads
 * out from" a layer.
 *
 * <p>Glossary: the <em>decisive</em> layer is the last reliable one; the <em>margin</em> of a
 * prompt is how far its style's standing is above the next; <em>foot</em> and <em>plateau</em> are
 * the mean margins of the first and the last eighth of the model; the <em>half-rise</em> is where
 * the mean margin has come half-way from the foot to the plateau; the <em>commitment</em> of a
 * prompt is the first layer from which its style stays ahead. Shape letters: L sampled layers, P
 * prompts, K styles (4), B draws.
 */
@NullMarked
package io.stateprint.depth;

import org.jspecify.annotations.NullMarked;
