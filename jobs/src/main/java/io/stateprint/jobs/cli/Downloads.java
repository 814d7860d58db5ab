package io.stateprint.jobs.cli;

import io.stateprint.jobs.progress.Progress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of downloads, a task a file. */
final class Downloads implements io.stateprint.hub.Progress, AutoCloseable {
  private static final int MEBIBYTE = 20;

  private final Progress progress;
  private final Map<String, Progress.Task> tasks = new ConcurrentHashMap<>();

  Downloads(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void at(String file, long done, long total) {
    tasks
        .computeIfAbsent(file, name -> progress.start("fetch " + name, total >> MEBIBYTE, "MiB"))
        .done(done >> MEBIBYTE, "");
  }

  @Override
  public void close() {
    tasks.values().forEach(Progress.Task::close);
  }
}
