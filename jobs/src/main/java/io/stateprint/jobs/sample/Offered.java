package io.stateprint.jobs.sample;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** What Spark gives the task at hand. */
final class Offered {
  private Offered() {}

  /** Numbers of its GPUs; none outside of a task. */
  static List<Integer> gpus() {
    TaskContext task = TaskContext.get();
    ResourceInformation gpus = task == null ? null : task.resourcesJMap().get("gpu");
    return gpus == null
        ? List.of()
        : Arrays.stream(gpus.addresses()).map(Integer::valueOf).toList();
  }
}
