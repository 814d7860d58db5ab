/**
 * Settings: HOCON in, checked records out; all problems reported at once, with file and line.
 *
 * <p>Glossary: a <em>problem</em> is a place, a value and what to do about it.
 */
@NullMarked
package io.stateprint.jobs.settings;

import org.jspecify.annotations.NullMarked;
