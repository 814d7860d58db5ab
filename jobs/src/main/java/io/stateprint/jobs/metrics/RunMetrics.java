package io.stateprint.jobs.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;

/** Numbers of a run, by model. Safe for use by several threads. */
public final class RunMetrics implements Source {
  private final MetricRegistry registry = new MetricRegistry();
  private final Map<String, Double> values = new ConcurrentHashMap<>();
  private final Map<String, Long> begun = new ConcurrentHashMap<>();

  private RunMetrics() {
    put("models_sampled", 0);
    put("models_failed", 0);
    put("drift_alarms", 0);
  }

  /** Of the Spark that runs in this process; its sinks hear every number from now on. */
  public static RunMetrics attached() {
    RunMetrics metrics = new RunMetrics();
    SparkEnv.get().metricsSystem().registerSource(metrics);
    return metrics;
  }

  @Override
  public String sourceName() {
    return "stateprint";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }

  /** So many of a model's layers are done, over all parts of its texts. */
  public void layers(String modelId, long done, long all) {
    long since = begun.computeIfAbsent(modelId, id -> System.nanoTime());
    put("layers_done." + modelId, (double) done);
    put("layers." + modelId, (double) all);
    double seconds = (System.nanoTime() - since) / 1e9;
    add("task_retries." + modelId, 0);
    put("seconds_left." + modelId, done == 0 ? 0 : seconds * (all - done) / done);
  }

  /** So many of the passes that replicates of a model take are done. */
  public void again(String modelId, long done, long all) {
    put("replicate_passes_done." + modelId, (double) done);
    put("replicate_passes." + modelId, (double) all);
  }

  /** So many bytes of a model's weights are read, as of its last shard that is done. */
  public void read(String modelId, long bytes) {
    put("bytes_read." + modelId, (double) bytes);
  }

  /**
   * So many bytes of a model's weights were on the disks of executors, of {@code reading.cache}.
   */
  public void found(String modelId, long bytes) {
    put("bytes_from_cache." + modelId, (double) bytes);
  }

  /** A task of a model failed and is begun again. */
  public void retried(String modelId) {
    add("task_retries." + modelId);
  }

  /**
   * A model is sampled.
   *
   * @param load what it took
   */
  public void sampled(String modelId, Load load) {
    add("models_sampled");
    read(modelId, load.bytes());
    put("gigabytes_per_second." + modelId, load.bytes() / 1e9 / load.seconds());
    put("tokens_per_second." + modelId, load.tokens() / load.seconds());
    put("cost." + modelId, load.cost());
    put("seconds_left." + modelId, 0);
  }

  /**
   * What a model took.
   *
   * @param bytes of weights read
   * @param tokens of its texts
   * @param seconds of its passes, summed over tasks
   * @param cost estimated, 0 where there is no price
   */
  public record Load(long bytes, long tokens, double seconds, double cost) {}

  /** A model failed. */
  public void failed() {
    add("models_failed");
  }

  /**
   * A model was held against its reference.
   *
   * @param level of the verdict, from 0
   * @param alarm whether it drifted
   */
  public void verdict(String modelId, int level, boolean alarm) {
    put("drift_level." + modelId, level);
    put("drift_alarm." + modelId, alarm ? 1 : 0);
    if (alarm) {
      add("drift_alarms");
    }
  }

  private void add(String name) {
    add(name, 1);
  }

  private synchronized void add(String name, double more) {
    put(name, values.getOrDefault(name, 0.0) + more);
  }

  private void put(String name, double value) {
    if (values.put(name, value) == null) {
      registry.register(name, (Gauge<Double>) () -> values.getOrDefault(name, 0.0));
    }
  }
}
