/**
 * Constancy: per-prompt scores in; how steady a model's style is over layers, prompts, categories
 * and framings, out.
 *
 * <p>Glossary: <em>stability</em> is sameness over layers; <em>flexibility</em> is how far style
 * follows the category; <em>rigidity</em> is how little it follows an instruction;
 * <em>robustness</em> is sameness under an emotional framing. Shape letters: P prompts, L layers, K
 * styles, R replicates.
 */
@NullMarked
package io.stateprint.constancy;

import org.jspecify.annotations.NullMarked;
