/**
 * Geometry: the states of the same prompts in two models, of any two widths, in; how alike the two
 * layouts of prompts are, out. Everything passes through matrices over prompts, so width enters
 * once and linearly.
 *
 * <p>Glossary: a <em>Gram matrix</em> holds the inner products of prompts' states; an <em>RDM</em>
 * (representational dissimilarity matrix) their distances; <em>CKA</em> compares Gram matrices,
 * <em>RSA</em> compares RDMs. Shape letters: n prompts, D width, L layers.
 */
@NullMarked
package io.stateprint.geometry;

import org.jspecify.annotations.NullMarked;
