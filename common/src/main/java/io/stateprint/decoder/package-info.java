/**
 * Decoder: a model type in; the steps of one layer out: what to read, and the program that computes
 * it.
 *
 * <p>Glossary: a <em>family</em> is one architecture, named by its {@code model_type}; a
 * <em>program text</em> is its mathematics in the dialect that TorchScript serializes; a
 * <em>step</em> is a part of a layer whose weights are read and used together (attention;
 * feed-forward). Shape letters: B prompts, T tokens, D width, H heads, K key/value heads, W head
 * width, I inner width.
 */
@NullMarked
package io.stateprint.decoder;

import org.jspecify.annotations.NullMarked;
