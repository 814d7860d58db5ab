/**
 * Prompts: JSONL in; the prompt bank with its additions, style instructions, anchors and system
 * prompts out; linted, versioned, hashed.
 *
 * <p>Glossary: a <em>prompt</em> is one user text; a <em>category</em> is one of four kinds of
 * talk; a <em>style</em> is one of four manners of answering; an <em>anchor</em> is a text that
 * stands for a style in the article's method; a <em>condition</em> is {@code default} or a style
 * instruction put before the prompt; a <em>placebo</em> is a system prompt that asks for nothing; a
 * <em>minimal pair</em> is one ticket told as it is and with feeling.
 */
@NullMarked
package io.stateprint.prompts;

import org.jspecify.annotations.NullMarked;
