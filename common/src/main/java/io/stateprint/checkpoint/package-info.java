/**
 * Checkpoint: a directory or a GGUF file in, a tensor index out, then the bytes of a tensor,
 * checked.
 *
 * <p>Glossary: a <em>checkpoint</em> is the weights of one model with its configuration, wherever
 * they lie; a <em>tensor</em> is a named, typed, shaped range of bytes in it. Names of tensors and
 * of configuration keys are always those of Hugging Face transformers, whatever the format.
 */
@NullMarked
package io.stateprint.checkpoint;

import org.jspecify.annotations.NullMarked;
