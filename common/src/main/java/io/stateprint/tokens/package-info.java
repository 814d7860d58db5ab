/**
 * Tokens: text and chat template in; token ids with spans out.
 *
 * <p>Glossary: the <em>rendered</em> text is what the chat template makes of the messages; a
 * <em>span</em> says which part of it a token belongs to (system, user, template, response). Shape
 * letter: T tokens.
 */
@NullMarked
package io.stateprint.tokens;

import org.jspecify.annotations.NullMarked;
