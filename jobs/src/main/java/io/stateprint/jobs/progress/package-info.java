/**
 * Progress: how far long work is, told on standard error; a bar on a terminal, a line a unit
 * elsewhere.
 *
 * <p>Glossary: a <em>task</em> is one piece of long work with a known number of units.
 */
@NullMarked
package io.stateprint.jobs.progress;

import org.jspecify.annotations.NullMarked;
