package io.stateprint.jobs.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** The executors of an application, by id, as places that a task may prefer. */
final class ExecutorPlaces {
  private static final String DRIVER = "driver";
  private static final Duration MOST_WAIT = Duration.ofMinutes(2);
  private static final Duration QUIET = Duration.ofSeconds(4);
  private static final Duration LOOK = Duration.ofMillis(200);

  private ExecutorPlaces() {}

  /** Hosts by executor id; none where the driver is the only one. */
  static Map<String, String> hosts(SparkContext context) {
    Map<String, String> hosts = new TreeMap<>();
    for (ExecutorSummary executor :
        CollectionConverters.asJava(context.statusStore().executorList(true))) {
      if (!executor.id().equals(DRIVER)) {
        hosts.put(executor.id(), executor.hostPort().split(":", 2)[0]);
      }
    }
    return hosts;
  }

  /**
   * The same once they have come: as many as the configuration asks for, or those that have come
   * when no more have for some seconds.
   */
  static Map<String, String> settled(SparkContext context) {
    Map<String, String> hosts = hosts(context);
    if (context.isLocal()) {
      return hosts;
    }
    int asked = context.conf().getInt("spark.executor.instances", Integer.MAX_VALUE);
    long end = System.nanoTime() + MOST_WAIT.toNanos();
    long quiet = System.nanoTime() + QUIET.toNanos();
    while (hosts.size() < asked
        && System.nanoTime() < end
        && (hosts.isEmpty() || System.nanoTime() < quiet)) {
      LockSupport.parkNanos(LOOK.toNanos());
      Map<String, String> now = hosts(context);
      if (now.size() != hosts.size()) {
        quiet = System.nanoTime() + QUIET.toNanos();
      }
      hosts = now;
    }
    return hosts;
  }

  /** A dataset of one element a partition, each wanted at an executor; it may run elsewhere. */
  static <T> JavaRDD<T> at(SparkContext context, Class<T> type, List<T> elements, String place) {
    List<Tuple2<T, Seq<String>>> placed =
        elements.stream()
            .map(
                element ->
                    new Tuple2<T, Seq<String>>(
                        element, CollectionConverters.asScala(List.of(place)).toSeq()))
            .toList();
    RDD<T> dataset =
        context.makeRDD(
            CollectionConverters.asScala(placed).toSeq(), ClassTag$.MODULE$.<T>apply(type));
    return dataset.toJavaRDD();
  }

  /** How Spark spells an executor as a place. */
  static String place(String host, String executor) {
    return "executor_%s_%s".formatted(host, executor);
  }
}
