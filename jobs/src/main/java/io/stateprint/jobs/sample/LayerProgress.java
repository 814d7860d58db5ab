package io.stateprint.jobs.sample;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Adds up the layers that tasks say they did, from the heartbeats of executors, and hears of tasks
 * that Spark begins again. A second attempt beside a slow one is none.
 */
final class LayerProgress extends SparkListener {
  /** The property of a job that names its pool, which is named after its model. */
  static final String POOL = "spark.scheduler.pool";

  private final long layers;
  private final long bytes;
  private final long found;
  private final String modelId;
  private final long all;
  private final SampleProgress progress;
  private final Map<Long, Long> doneByTask = new ConcurrentHashMap<>();
  private final Map<Long, Long> bytesByTask = new ConcurrentHashMap<>();
  private final Map<Long, Long> foundByTask = new ConcurrentHashMap<>();
  private final Set<Integer> stages = ConcurrentHashMap.newKeySet();

  LayerProgress(LayerCounts counts, String modelId, long all, SampleProgress progress) {
    this.layers = counts.layers().id();
    this.bytes = counts.bytes().id();
    this.found = counts.found().id();
    this.modelId = modelId;
    this.all = all;
    this.progress = progress;
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    Properties own = event.properties();
    if (own != null && modelId.equals(own.getProperty(POOL))) {
      stages.add(event.stageInfo().stageId());
    }
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    boolean again = event.taskInfo().attemptNumber() > 0 && !event.taskInfo().speculative();
    if (again && stages.contains(event.stageId())) {
      progress.retried(modelId);
    }
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
    boolean news = false;
    for (AccumulableInfo value : CollectionConverters.asJava(values)) {
      if (value.update().isDefined()) {
        long now = Long.parseLong(value.update().get().toString());
        if (value.id() == bytes) {
          bytesByTask.put(task, now);
        } else if (value.id() == found) {
          foundByTask.put(task, now);
        } else if (value.id() == layers) {
          doneByTask.put(task, now);
          news = true;
        }
      }
    }
    if (news) {
      progress.at(
          modelId,
          new SampleProgress.Count(sum(doneByTask), all, sum(bytesByTask), sum(foundByTask)));
    }
  }

  private static long sum(Map<Long, Long> byTask) {
    return byTask.values().stream().mapToLong(Long::longValue).sum();
  }
}
