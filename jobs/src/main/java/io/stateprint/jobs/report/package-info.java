/**
 * From the tables of a store to what a page shows: what cannot be read is named on the page, and
 * the rest is shown. Writes nothing into the store.
 */
@NullMarked
package io.stateprint.jobs.report;

import org.jspecify.annotations.NullMarked;
