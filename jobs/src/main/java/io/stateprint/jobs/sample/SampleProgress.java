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
}
