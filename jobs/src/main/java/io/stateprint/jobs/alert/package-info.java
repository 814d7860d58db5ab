/**
 * Alert: what moved goes out to whoever must know, over HTTP.
 *
 * <p>Glossary: a <em>webhook</em> is an address that takes JSON; it is a secret.
 */
@NullMarked
package io.stateprint.jobs.alert;

import org.jspecify.annotations.NullMarked;
