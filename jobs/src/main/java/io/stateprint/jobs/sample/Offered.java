package io.stateprint.jobs.sample;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** What Spark gives the task at hand. */
final class Offered {
  private Offered() {}

  /** Numbers of its GPUs. */
  static List<Integer> gpus() {
    ResourceInformation gpus = TaskContext.get().resourcesJMap().get("gpu");
    return gpus == null
        ? List.of()
        : Arrays.stream(gpus.addresses()).map(Integer::valueOf).toList();
  }
}
