package io.stateprint.jobs.cli;

import io.stateprint.jobs.metrics.RunMetrics;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.SampleProgress;
import io.stateprint.jobs.sample.Sampled;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of layers, a task a model, to people and to Spark's sinks. */
final class LayerTasks implements SampleProgress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LayerTasks.class);

  private final long started = System.nanoTime();
  private final Progress progress;
  private final RunMetrics metrics;
  private final Map<String, Progress.Task> tasks = new ConcurrentHashMap<>();

  LayerTasks(Progress progress, RunMetrics metrics) {
    this.progress = progress;
    this.metrics = metrics;
  }

  @Override
  public void at(String modelId, Count count) {
    metrics.layers(modelId, count.done(), count.all());
    metrics.found(modelId, count.found());
    tasks
        .computeIfAbsent(modelId, id -> progress.start("sample " + id, count.all(), "layers"))
        .done(count.done(), read(count.bytes()));
  }

  @Override
  public void again(String modelId, long done, long all) {
    metrics.again(modelId, done, all);
    tasks
        .computeIfAbsent(
            "replicates of " + modelId, name -> progress.start("sample " + name, all, "passes"))
        .done(done, "");
  }

  /** Rates are of the time since the pass began, whatever it waited for. */
  private String read(long bytes) {
    double seconds = (System.nanoTime() - started) / 1e9;
    return String.format(
        Locale.ROOT, "%.2f GB read, %.2f GB/s", bytes / 1e9, bytes / 1e9 / seconds);
  }

  @Override
  public void retried(String modelId) {
    metrics.retried(modelId);
  }

  @Override
  public void read(String modelId, long bytes) {
    metrics.read(modelId, bytes);
  }

  /** All models are sampled, or have failed. */
  void done(Sampled sampled) {
    sampled
        .rows()
        .forEach(
            (model, row) -> {
              metrics.sampled(
                  model,
                  new RunMetrics.Load(row.bytesRead(), row.tokens(), row.seconds(), row.cost()));
              LOG.info(
                  "{}: {} states, {} MiB read, {} s of tasks, {} MiB peak",
                  model,
                  row.states(),
                  row.bytesRead() >> 20,
                  "%.1f".formatted(row.seconds()),
                  row.peakRssBytes() >> 20);
            });
    sampled
        .failures()
        .forEach(
            (model, failure) -> {
              metrics.failed();
              LOG.error("{}: {}", model, failure.getMessage());
            });
  }

  @Override
  public void close() {
    tasks.values().forEach(Progress.Task::close);
  }
}
