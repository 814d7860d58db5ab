package io.stateprint.jobs.sample;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Adds up the layers that tasks say they did, from the heartbeats of executors. */
final class LayerProgress extends SparkListener {
  private final long accumulator;
  private final String modelId;
  private final long all;
  private final SampleProgress progress;
  private final Map<Long, Long> doneByTask = new ConcurrentHashMap<>();

  LayerProgress(long accumulator, String modelId, long all, SampleProgress progress) {
    this.accumulator = accumulator;
    this.modelId = modelId;
    this.all = all;
    this.progress = progress;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
        CollectionConverters.asJava(event.accumUpdates())) {
      heard((Long) task._1(), task._4());
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    heard(event.taskInfo().taskId(), event.taskInfo().accumulables().toSeq());
  }

  private void heard(long task, scala.collection.Seq<AccumulableInfo> values) {
    for (AccumulableInfo value : CollectionConverters.asJava(values)) {
      if (value.id() == accumulator && value.update().isDefined()) {
        doneByTask.put(task, Long.parseLong(value.update().get().toString()));
        progress.at(modelId, doneByTask.values().stream().mapToLong(Long::longValue).sum(), all);
      }
    }
  }
}
