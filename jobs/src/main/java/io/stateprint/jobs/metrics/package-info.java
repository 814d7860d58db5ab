/**
 * Metrics: numbers of a run while it runs, for Spark's own sinks (Prometheus, StatsD, Graphite,
 * JMX).
 *
 * <p>Glossary: a <em>gauge</em> is a number as it stands. Names are {@code <what>.<model>}, since
 * Spark's metrics know no labels; Spark puts its namespace and {@code driver.stateprint} before
 * them.
 */
@NullMarked
package io.stateprint.jobs.metrics;

import org.jspecify.annotations.NullMarked;
