package io.stateprint.jobs.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** The tasks that run inside this process: where they are, and how they are killed. */
final class RunningTasks extends SparkListener implements AutoCloseable {
  private static final Pattern THREAD =
      Pattern.compile("Executor task launch worker for task .*\\(TID (\\d+)\\)");
  private static final String UNIT = UnitTask.class.getName();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SparkSession spark;
  private final Map<Long, Long> asked = new ConcurrentHashMap<>();
  private final Set<Long> over = ConcurrentHashMap.newKeySet();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger killed = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();
  private final AtomicLong longest = new AtomicLong();

  private RunningTasks(SparkSession spark) {
    this.spark = spark;
  }

  static RunningTasks of(SparkSession spark) {
    RunningTasks tasks = new RunningTasks(spark);
    spark.sparkContext().addSparkListener(tasks);
    return tasks;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof TaskKilled) {
      Long since = asked.get(end.taskInfo().taskId());
      slowest.accumulateAndGet(since == null ? 0 : System.nanoTime() - since, Math::max);
      killed.incrementAndGet();
    } else {
      longest.accumulateAndGet(end.taskInfo().duration(), Math::max);
      ended.incrementAndGet();
    }
    over.add(end.taskInfo().taskId());
  }

  /** Returns when so many tasks have come to their end, or the run has. */
  void awaitEnded(int tasks, Future<?> run) {
    while (ended.get() < tasks && !run.isDone()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Kills all units that are at work, at least one; says where they were. */
  List<String> killAll(boolean interrupt, Future<?> run) {
    List<String> places = new ArrayList<>();
    while (places.isEmpty() && !run.isDone()) {
      Thread.getAllStackTraces()
          .forEach(
              (thread, stack) ->
                  unit(thread, stack)
                      .ifPresent(
                          task -> {
                            kill(task, interrupt);
                            places.add(place(stack));
                          }));
    }
    return places;
  }

  /** Kills the first task that is seen in a class or method; false where the run ended before. */
  boolean killIn(String place, boolean interrupt, Future<?> run) {
    while (!run.isDone()) {
      for (Thread thread : workers()) {
        StackTraceElement[] stack = thread.getStackTrace();
        Optional<Long> task = unit(thread, stack);
        if (task.isPresent() && isIn(place, stack)) {
          kill(task.orElseThrow(), interrupt);
          return true;
        }
      }
    }
    return false;
  }

  /** Threads of tasks: looking at these alone stops no other, and is done often. */
  private static List<Thread> workers() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] all = new Thread[2 * root.activeCount()];
    int count = root.enumerate(all);
    return Arrays.stream(all, 0, count)
        .filter(thread -> THREAD.matcher(thread.getName()).matches())
        .toList();
  }

  private void kill(long task, boolean interrupt) {
    asked.put(task, System.nanoTime());
    spark.sparkContext().killTaskAttempt(task, interrupt, "the test kills it");
  }

  private static Optional<Long> unit(Thread thread, StackTraceElement[] stack) {
    Matcher name = THREAD.matcher(thread.getName());
    return name.matches() && isIn(UNIT, stack)
        ? Optional.of(Long.valueOf(name.group(1)))
        : Optional.empty();
  }

  private static boolean isIn(String place, StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(frame -> (frame.getClassName() + "." + frame.getMethodName()).startsWith(place));
  }

  /** The innermost of our own methods, and what it had called. */
  private static String place(StackTraceElement[] stack) {
    String ours =
        Arrays.stream(stack)
            .filter(frame -> frame.getClassName().startsWith("io.stateprint."))
            .map(frame -> frame.getClassName() + "." + frame.getMethodName())
            .findFirst()
            .orElse("");
    return ours.substring("io.stateprint.".length()) + " > " + stack[0].getMethodName();
  }

  /**
   * Returns once all tasks that were to be killed are over: the longest time from a kill to that;
   * empty where each had come to its end before it saw that it was not wanted.
   */
  Optional<Duration> awaitKilled() {
    long last = System.nanoTime() + PATIENCE.toNanos();
    while (!over.containsAll(asked.keySet())) {
      if (System.nanoTime() > last) {
        throw new AssertionError("a task that was killed goes on");
      }
      LockSupport.parkNanos(1_000_000);
    }
    return killed.get() == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(slowest.get()));
  }

  /** The longest time that a task took which was not killed. */
  Duration longest() {
    return Duration.ofMillis(longest.get());
  }

  /** Forgets those that came to an end. */
  void forget() {
    asked.clear();
    ended.set(0);
    killed.set(0);
    slowest.set(0);
  }

  @Override
  public void close() {
    spark.sparkContext().removeSparkListener(this);
  }
}
