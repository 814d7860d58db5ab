/**
 * External: sampled states of a known model in; published numbers beside ours out.
 *
 * <p>Glossary: a <em>check</em> is one published finding about one model; an <em>expectation</em>
 * is what it says of states; a <em>set</em> is a named group of texts whose states a check needs. A
 * check whose data cannot be had from states is listed and never passes. Shape letters: L layers, P
 * texts of a set, D width.
 */
@NullMarked
package io.stateprint.external;

import org.jspecify.annotations.NullMarked;
