/**
 * Report: portraits in; a page of text or JSON out, in English or Russian.
 *
 * <p>Glossary as in the rooms before it. Nothing is computed here that another room has not
 * measured.
 */
@NullMarked
package io.stateprint.report;

import org.jspecify.annotations.NullMarked;
