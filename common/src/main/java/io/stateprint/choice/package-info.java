/**
 * Choice: a task profile and the features of several models in; how well each fits, which models
 * cannot be told from the best, out.
 *
 * <p>Glossary: a <em>task profile</em> says which features a task asks for and how much each
 * weighs; weights are editorial, not measured; a <em>desirability</em> turns a feature into 0 to 1;
 * the <em>fit</em> is their weighted geometric mean; the <em>indistinguishable set</em> holds the
 * models that the data cannot tell from the best. Shape letters: M models, R replicates.
 */
@NullMarked
package io.stateprint.choice;

import org.jspecify.annotations.NullMarked;
