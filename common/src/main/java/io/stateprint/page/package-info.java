/**
 * One self-contained page of HTML: what the tables of a store hold, and what is computed beside
 * them, as data; words of both languages; charts drawn from that data in the reader's browser.
 *
 * <p>Glossary: a <em>gap</em> is a part of the page that is missing, with the reason; a
 * <em>curve</em> is an estimate with its interval at each of some places; <em>points</em> are dots
 * of the map of states. Shape letters: L layers, C categories, P prompts.
 */
@NullMarked
package io.stateprint.page;

import org.jspecify.annotations.NullMarked;
