package io.stateprint.jobs.cli;

import io.stateprint.storage.InputException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;

/** Waits for a cluster to give something: a job that gets no executor waits in silence. */
final class FirstExecutor extends SparkListener {
  private static final String GPUS = "spark.executor.resource.gpu.amount";

  private final CountDownLatch there = new CountDownLatch(1);

  private FirstExecutor() {}

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    if (!event.executorId().equals("driver")) {
      there.countDown();
    }
  }

  /**
   * Returns when an executor is there.
   *
   * @throws InputException if none comes in time; says what was asked for
   */
  static void await(SparkContext context, Duration most) {
    FirstExecutor first = new FirstExecutor();
    context.addSparkListener(first);
    try {
      boolean came =
          context.statusTracker().getExecutorInfos().length > 1
              || first.there.await(most.toMillis(), TimeUnit.MILLISECONDS);
      if (!came) {
        throw new InputException(sentence(context.getConf(), context.master(), most));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Waiting for an executor was interrupted", e);
    } finally {
      context.removeSparkListener(first);
    }
  }

  private static String sentence(SparkConf conf, String master, Duration most) {
    return ("Cannot start: %s gave no executor within %d s; each was to have %s cores, %s of memory, %s GPUs;"
            + " start or free workers of that size (the master's page lists them), ask for less with"
            + " spark.executor.cores, spark.executor.memory and %s, or wait longer with spark.wait")
        .formatted(
            master,
            most.toSeconds(),
            conf.get("spark.executor.cores", "all"),
            conf.get("spark.executor.memory", "1g"),
            conf.get(GPUS, "0"),
            GPUS);
  }
}
