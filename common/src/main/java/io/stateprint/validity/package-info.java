/**
 * Validity: scores and states in; the tests that a number must pass, its grade, and the warnings
 * that go with it, out.
 *
 * <p>Glossary: a <em>check</em> is one of the tests V1 to V19 with its bounds; a <em>colour</em> is
 * its outcome; a <em>grade</em> says how far a number may be trusted; a <em>warning</em> is the
 * code of a pitfall that holds. Shape letters: P prompts, N repetitions, D width, L layers.
 */
@NullMarked
package io.stateprint.validity;

import org.jspecify.annotations.NullMarked;
