package io.stateprint.jobs.settings;

import java.time.Duration;
import java.util.Map;

/**
 * Where and how Spark runs.
 *
 * @param master such as {@code local[*]}
 * @param conf Spark's own keys
 * @param patience how long to wait for the first executor of a cluster
 * @param installed whether every host of the cluster has this installation under the same path
 */
public record SparkSettings(
    String master, Map<String, String> conf, Duration patience, boolean installed) {
  /** Whether tasks run inside this process. */
  public boolean isLocal() {
    return master.equals("local") || master.startsWith("local[");
  }
}
