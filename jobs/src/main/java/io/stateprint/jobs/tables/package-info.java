/**
 * Tables: the contract between the jobs and with everyone who reads the store; rows are made and
 * read only here.
 *
 * <p>Glossary: a <em>store</em> is a folder of tables; a <em>table</em> is a folder of Parquet
 * files under {@code run_id=.../model_id=...}; a <em>run</em> is one sweep, known by its id.
 * Columns are the record components of a row in snake case, units in their Javadoc. Shape letter: D
 * width.
 */
@NullMarked
package io.stateprint.jobs.tables;

import org.jspecify.annotations.NullMarked;
