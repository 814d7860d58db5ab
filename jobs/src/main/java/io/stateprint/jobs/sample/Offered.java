package io.stateprint.jobs.sample;

import ai.djl.Device;
import io.stateprint.decoder.DeviceChoice;
import io.stateprint.decoder.Threads;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.resource.ResourceInformation;

/** What Spark gives the task at hand. */
final class Offered {
  /** How Spark starts an executor, on every kind of cluster. */
  private static final Pattern EXECUTOR =
      Pattern.compile("\\S*ExecutorBackend .*--cores ([1-9][0-9]*)( .*)?");

  /** What a user says of it; Spark itself says 1, whatever an executor has. */
  private static final String THREADS = "spark.executorEnv.OMP_NUM_THREADS";

  private Offered() {}

  /** Numbers of its GPUs; none outside of a task. */
  static List<Integer> gpus() {
    TaskContext task = TaskContext.get();
    ResourceInformation gpus = task == null ? null : task.resourcesJMap().get("gpu");
    return gpus == null
        ? List.of()
        : Arrays.stream(gpus.addresses()).map(Integer::valueOf).toList();
  }

  /**
   * Ends the task where it is not wanted any more: Spark looks between its rows, and the work of
   * job 1 is one row.
   */
  static void requireWanted() {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException("the attempt is not wanted any more");
    }
  }

  /**
   * The device of the task, which loads libtorch. In an executor it computes with as many threads
   * as that has cores, for Spark tells it to take one; two executors of one host with all of its
   * threads each would wait for one another inside every product.
   */
  static Device device(DeviceChoice choice) {
    SparkEnv spark = SparkEnv.get();
    if (spark != null && !spark.conf().contains(THREADS)) {
      cores(System.getProperty("sun.java.command", "")).ifPresent(Threads::of);
    }
    return choice.resolve(gpus());
  }

  /**
   * Cores of an executor; none of another process.
   *
   * @param command main class and arguments of the process
   */
  static OptionalInt cores(String command) {
    Matcher executor = EXECUTOR.matcher(command);
    return executor.matches()
        ? OptionalInt.of(Integer.parseInt(executor.group(1)))
        : OptionalInt.empty();
  }
}
