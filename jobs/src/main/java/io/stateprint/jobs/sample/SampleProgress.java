package io.stateprint.jobs.sample;

/** Hears how far the models of a run are; called on the driver. */
@FunctionalInterface
public interface SampleProgress {
  /**
   * So many layers of a model are done, over all its parts.
   *
   * @param modelId of which model
   * @param done layers done
   * @param all layers to do
   */
  void at(String modelId, long done, long all);

  /**
   * A shard of a model is done.
   *
   * @param modelId of which model
   * @param bytes of weights read so far, over all shards that are done
   */
  default void read(String modelId, long bytes) {}
}
