/**
 * Storage: a location and a range in, bytes out, counted.
 *
 * <p>Glossary: a <em>source</em> is one readable file, wherever it lives; a <em>folder</em> holds
 * files by plain name; a <em>storage</em> is a kind of place, such as the local disk; a
 * <em>range</em> is an offset and a length in bytes.
 */
@NullMarked
package io.stateprint.storage;

import org.jspecify.annotations.NullMarked;
