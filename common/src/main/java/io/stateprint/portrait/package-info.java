/**
 * Portrait: a model's profile in; what is typical of it out: its dominant style and the layer at
 * which style reads out.
 *
 * <p>Glossary: the <em>band</em> is the layers whose directions are reliable, in the middle of the
 * model; the <em>margin</em> is how far the leading style is ahead of the next; the <em>decision
 * layer</em> is where the margin has risen half-way to its plateau. Shape letters as in profile.
 */
@NullMarked
package io.stateprint.portrait;

import org.jspecify.annotations.NullMarked;
