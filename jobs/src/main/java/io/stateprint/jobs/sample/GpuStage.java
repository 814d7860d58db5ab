package io.stateprint.jobs.sample;

import io.stateprint.decoder.DeviceChoice;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/**
 * Asks Spark for a GPU for each task of job 1 and of no other: everything else has as many tasks at
 * a time as executors have cores. Valid on a cluster of fixed size too, since no executors of
 * another kind are asked for.
 */
final class GpuStage {
  private static final String ON_EXECUTORS = "spark.executor.resource.gpu.amount";
  private static final String IN_ALL_TASKS = "spark.task.resource.gpu.amount";

  /** One of an application: with executors that come and go, each belongs to one profile. */
  private static final Map<SparkContext, ResourceProfile> PROFILES =
      Collections.synchronizedMap(new WeakHashMap<>());

  private GpuStage() {}

  /**
   * The rows, each part of them computed by a task that is given a GPU, where executors have some.
   */
  static <T> JavaRDD<T> on(JavaRDD<T> rows, DeviceChoice device) {
    SparkConf conf = rows.context().getConf();
    if (!isAsked(conf, device) || conf.contains(IN_ALL_TASKS)) {
      return rows;
    }
    return rows.withResources(
        PROFILES.computeIfAbsent(rows.context(), context -> oneGpu(context.getConf())));
  }

  private static ResourceProfile oneGpu(SparkConf conf) {
    TaskResourceRequests one =
        new TaskResourceRequests().cpus(conf.getInt("spark.task.cpus", 1)).resource("gpu", 1);
    return new ResourceProfileBuilder().require(one).build();
  }

  /** How many such tasks an executor takes at a time. */
  static int slots(SparkConf conf, DeviceChoice device, int cores) {
    int byCores = cores / conf.getInt("spark.task.cpus", 1);
    return Math.max(1, isAsked(conf, device) ? Math.min(byCores, byGpus(conf)) : byCores);
  }

  /** A task has whole GPUs, or a share of one that so many others fit beside on it. */
  private static int byGpus(SparkConf conf) {
    int gpus = conf.getInt(ON_EXECUTORS, 1);
    double each = conf.getDouble(IN_ALL_TASKS, 1);
    return each < 1 ? gpus * (int) (1 / each) : (int) (gpus / each);
  }

  /** Whether tasks are given GPUs of their own. */
  static boolean isAsked(SparkConf conf, DeviceChoice device) {
    return device.kind() == DeviceChoice.Kind.OFFERED && conf.contains(ON_EXECUTORS);
  }
}
