package io.stateprint.jobs.cli;

import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.SampleProgress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of layers, a task a model. */
final class LayerTasks implements SampleProgress, AutoCloseable {
  private final Progress progress;
  private final Map<String, Progress.Task> tasks = new ConcurrentHashMap<>();

  LayerTasks(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void at(String modelId, long done, long all) {
    tasks
        .computeIfAbsent(modelId, id -> progress.start("sample " + id, all, "layers"))
        .done(done, "");
  }

  @Override
  public void close() {
    tasks.values().forEach(Progress.Task::close);
  }
}
