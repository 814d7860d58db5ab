/**
 * Prompts: JSONL in; the prompt bank, style instructions and anchors out; linted, versioned,
 * hashed.
 *
 * <p>Glossary: a <em>prompt</em> is one user text; a <em>category</em> is one of four kinds of
 * talk; a <em>style</em> is one of four manners of answering; an <em>anchor</em> is a text that
 * stands for a style in the article's method; a <em>condition</em> is {@code default} or a style
 * instruction put before the prompt.
 */
@NullMarked
package io.stateprint.prompts;

import org.jspecify.annotations.NullMarked;
