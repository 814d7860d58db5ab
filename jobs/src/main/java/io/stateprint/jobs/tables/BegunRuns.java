package io.stateprint.jobs.tables;

import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What was begun in a store, finished or not.
 *
 * @param store with the states
 */
public record BegunRuns(Store store) {
  private static final String STATES = "states";

  /** Whether the store is there at all. */
  public boolean isThere() {
    return store.files(FileSystem::exists, new Path(store.location()));
  }

  /** Ids of all runs that have begun to sample some model, sorted. */
  public List<String> runIds() {
    return store.folders(new Path(store.location(), STATES), "run_id=");
  }

  /** Ids of the models that a run has begun to sample and not finished, sorted. */
  public List<String> unfinished(String runId) {
    List<String> done = store.modelIds(runId);
    Path run = new Path(new Path(store.location(), STATES), "run_id=" + runId);
    return store.folders(run, "model_id=").stream().filter(id -> !done.contains(id)).toList();
  }
}
