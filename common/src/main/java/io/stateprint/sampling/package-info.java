/**
 * Sampling: states of all tokens (T, D) in; pooled vectors out, made on the device.
 *
 * <p>Glossary: a <em>sampled state</em> is the output of a block, before the final norm, pooled
 * over some tokens of one prompt; <em>pooling</em> says which. Shape letters: B prompts, T tokens,
 * D width, L layers.
 */
@NullMarked
package io.stateprint.sampling;

import org.jspecify.annotations.NullMarked;
