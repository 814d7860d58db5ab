package io.stateprint.jobs.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a cluster is made of.
 *
 * @param workers processes that start executors
 * @param cores of each worker
 * @param memory of each worker for executors, such as {@code 600m}
 * @param keys of Spark, for master and workers
 * @param environment of every process, over this one's
 */
public record ClusterShape(
    int workers,
    int cores,
    String memory,
    Map<String, String> keys,
    Map<String, String> environment) {
  /** So many workers of one core, each with room for one executor of 512 MiB. */
  public static ClusterShape of(int workers) {
    return new ClusterShape(workers, 1, "600m", Map.of(), Map.of());
  }

  /** The same with one more key. */
  public ClusterShape with(String key, String value) {
    Map<String, String> all = new LinkedHashMap<>(keys);
    all.put(key, value);
    return new ClusterShape(workers, cores, memory, all, environment);
  }

  /** The same with more keys. */
  public ClusterShape with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(keys);
    all.putAll(more);
    return new ClusterShape(workers, cores, memory, all, environment);
  }
}
