/**
 * Command line: arguments in; answers on standard output, everything else on standard error, and an
 * exit code out.
 *
 * <p>Exit codes: 0 done; 1 failed; 2 wrong arguments or configuration; 3 done, and drift found.
 */
@NullMarked
package io.stateprint.jobs.cli;

import org.jspecify.annotations.NullMarked;
