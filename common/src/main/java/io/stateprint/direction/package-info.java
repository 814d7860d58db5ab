/**
 * Direction: the anchors' sampled states of one layer in; the style directions of that layer, with
 * their reliability, out.
 *
 * <p>Glossary: an <em>anchor</em> is a text that stands for a style in the article's method; a
 * <em>frame</em> is a sentence pattern of anchors, filled with several topics; <em>massive</em>
 * dimensions are those few whose values dwarf all others. Shape letters: D width, K styles (4), F
 * frames of all styles together, P prompts.
 */
@NullMarked
package io.stateprint.direction;

import org.jspecify.annotations.NullMarked;
