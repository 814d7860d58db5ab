package io.stateprint.jobs.sample;

import io.stateprint.decoder.DeviceChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** The executors of an application, host after host, as places that a task may prefer. */
final class ExecutorPlaces {
  private static final String DRIVER = "driver";
  private static final Duration MOST_WAIT = Duration.ofMinutes(2);
  private static final Duration QUIET = Duration.ofSeconds(4);
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Applications whose executors have come. */
  private static final Set<SparkContext> SETTLED = Collections.newSetFromMap(new WeakHashMap<>());

  private ExecutorPlaces() {}

  private static List<ExecutorSummary> executors(SparkContext context) {
    return CollectionConverters.asJava(context.statusStore().executorList(true)).stream()
        .filter(executor -> !executor.id().equals(DRIVER))
        .sorted(Comparator.comparing(ExecutorPlaces::hostOf).thenComparing(ExecutorSummary::id))
        .toList();
  }

  /**
   * Once they have come, as many as the configuration asks for, or those that have come when no
   * more have for some seconds; that is waited for once. None where the driver is the only one.
   */
  static List<String> settled(SparkContext context) {
    synchronized (SETTLED) {
      if (!SETTLED.contains(context)) {
        settle(context);
        SETTLED.add(context);
      }
    }
    return executors(context).stream()
        .map(executor -> place(hostOf(executor), executor.id()))
        .toList();
  }

  private static String hostOf(ExecutorSummary executor) {
    return executor.hostPort().split(":", 2)[0];
  }

  /** How many units each of them computes at a time; 0 where there are none. */
  static int slots(SparkContext context, DeviceChoice device) {
    return executors(context).stream()
        .mapToInt(executor -> GpuStage.slots(context.conf(), device, executor.totalCores()))
        .min()
        .orElse(0);
  }

  /** The executor that this task runs in. */
  static String here() {
    SparkEnv spark = SparkEnv.get();
    return place(spark.blockManager().blockManagerId().host(), spark.executorId());
  }

  private static void settle(SparkContext context) {
    if (context.isLocal()) {
      return;
    }
    int asked = asked(context.conf());
    long end = System.nanoTime() + MOST_WAIT.toNanos();
    while (isWaitedFor(executors(context), asked) && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static boolean isWaitedFor(List<ExecutorSummary> here, int asked) {
    Instant quiet = Instant.now().minus(QUIET);
    return here.size() < asked
        && (here.isEmpty()
            || here.stream().anyMatch(one -> one.addTime().toInstant().isAfter(quiet)));
  }

  /**
   * As many as are asked for, by number or by cores; any number where neither says so. Where they
   * come and go with the work, those that come without any.
   */
  static int asked(SparkConf conf) {
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return Stream.of(
              "spark.dynamicAllocation.minExecutors",
              "spark.dynamicAllocation.initialExecutors",
              "spark.executor.instances")
          .mapToInt(key -> conf.getInt(key, 0))
          .max()
          .orElse(0);
    }
    int cores = conf.getInt("spark.cores.max", 0);
    int each = conf.getInt("spark.executor.cores", 0);
    int byCores = cores > 0 && each > 0 ? cores / each : Integer.MAX_VALUE;
    return conf.getInt("spark.executor.instances", byCores);
  }

  /**
   * A dataset of one element a partition, each wanted at some of the executors; it may run
   * elsewhere.
   */
  static <T> JavaRDD<T> at(
      SparkContext context, Class<T> type, List<T> elements, List<String> places) {
    List<Tuple2<T, Seq<String>>> placed =
        elements.stream()
            .map(
                element ->
                    new Tuple2<T, Seq<String>>(
                        element, CollectionConverters.asScala(places).toSeq()))
            .toList();
    RDD<T> dataset =
        context.makeRDD(
            CollectionConverters.asScala(placed).toSeq(), ClassTag$.MODULE$.<T>apply(type));
    return dataset.toJavaRDD();
  }

  /** The host of a place: its executors share a disk. */
  static String host(String place) {
    return place.substring(place.indexOf('_') + 1, place.lastIndexOf('_'));
  }

  /** How Spark spells an executor as a place. */
  private static String place(String host, String executor) {
    return "executor_%s_%s".formatted(host, executor);
  }
}
