/**
 * Drift: runs of a store in; what moved between a reference with its replicates and a current run
 * out, in the table {@code drift}.
 */
@NullMarked
package io.stateprint.jobs.drift;

import org.jspecify.annotations.NullMarked;
