package io.stateprint.jobs.sample;

/** Hears how far the models of a run are; called on the driver. */
@FunctionalInterface
public interface SampleProgress {
  /**
   * How far a model is, over all its parts.
   *
   * @param done layers done
   * @param all layers to do
   * @param bytes of weights read for those that are done
   * @param found bytes of weights that executors had on their disks instead
   */
  record Count(long done, long all, long bytes, long found) {}

  /**
   * Some layers of a model are done.
   *
   * @param modelId of which model
   */
  void at(String modelId, Count count);

  /**
   * A model that was sampled is passed through again, for its replicates.
   *
   * @param modelId of which model
   * @param done passes done
   * @param all passes to do
   */
  default void again(String modelId, long done, long all) {}

  /**
   * A task of a model failed, and Spark begins it again.
   *
   * @param modelId of which model
   */
  default void retried(String modelId) {}

  /**
   * A shard of a model is done.
   *
   * @param modelId of which model
   * @param bytes of weights read so far, over all shards that are done
   */
  default void read(String modelId, long bytes) {}
}
