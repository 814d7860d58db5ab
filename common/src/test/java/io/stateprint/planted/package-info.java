/**
 * Planted: models whose truth is known beforehand, for tests of estimators. Shape letters: P
 * prompts, D width, L layers, K styles (4), C categories (4).
 */
@NullMarked
package io.stateprint.planted;

import org.jspecify.annotations.NullMarked;
