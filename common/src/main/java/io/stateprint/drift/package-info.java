/**
 * Drift: a reference, run again and again under conditions that should not matter, and one current
 * run in; which prompts, layers and styles moved, and how sure that is, out.
 *
 * <p>Glossary: a <em>replicate</em> is one run of the reference under other conditions (batch,
 * order, type, kernels) that should not matter; the <em>floor</em> is how far replicates lie apart;
 * <em>moved</em> is what lies above the floor; a <em>verdict</em> is one of L0 to L3; a
 * <em>look</em> is one run of a series. Shape letters: R replicates, n key prompts, L layers, K
 * styles, D width, B random draws.
 */
@NullMarked
package io.stateprint.drift;

import org.jspecify.annotations.NullMarked;
