/**
 * Storage: a URI and a range in, bytes out, counted.
 *
 * <p>Glossary: a <em>source</em> is one readable file, wherever it lives; a <em>range</em> is an
 * offset and a length in bytes.
 */
@NullMarked
package io.stateprint.storage;

import org.jspecify.annotations.NullMarked;
