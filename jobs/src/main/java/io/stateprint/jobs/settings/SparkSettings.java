package io.stateprint.jobs.settings;

import java.util.Map;

/**
 * Where and how Spark runs.
 *
 * @param master such as {@code local[*]}
 * @param conf Spark's own keys
 */
public record SparkSettings(String master, Map<String, String> conf) {}
