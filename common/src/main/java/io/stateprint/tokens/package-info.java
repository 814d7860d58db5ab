/**
 * Tokens: text and chat template in; token ids with spans out.
 *
 * <p>Glossary: the <em>rendered</em> text is what the chat template makes of the messages; a
 * <em>span</em> says which part of it a token belongs to (system, user, template, response); a
 * <em>region</em> is where in the rendered text a content lies. Shape letter: T tokens.
 *
 * <p>The tokenizer is the model's own {@code tokenizer.json}, or is made from the vocabulary of a
 * GGUF file. The chat template is a stranger's code, so it runs in a sandbox without host access,
 * with limits on time, statements, depth, memory and output.
 */
@NullMarked
package io.stateprint.tokens;

import org.jspecify.annotations.NullMarked;
