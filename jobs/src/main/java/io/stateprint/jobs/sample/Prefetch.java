package io.stateprint.jobs.sample;

import io.stateprint.shard.LayerRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Later shards on their way to the disks of executors while an earlier one is computed: shard k to
 * executor k, in turn. What is not fetched, or lost with its executor, is read by the unit itself.
 * Whoever opens it closes it.
 */
final class Prefetch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Prefetch.class);

  private final JavaSparkContext context;
  private final ModelPlan plan;
  private final List<Map.Entry<String, String>> executors;
  private final ExecutorService threads;
  private final Map<Integer, CompletableFuture<Fetch.Fetched>> begun = new HashMap<>();
  private final List<Long> bytes = new ArrayList<>();

  private Prefetch(JavaSparkContext context, ModelPlan plan, Map<String, String> hosts) {
    this.context = context;
    this.plan = plan;
    this.executors = List.copyOf(hosts.entrySet());
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, executors.size()),
            work -> {
              Thread thread = new Thread(work, "prefetch-" + plan.request().id());
              thread.setDaemon(true);
              return thread;
            });
  }

  static Prefetch of(JavaSparkContext context, ModelPlan plan) {
    boolean worth =
        plan.run().reading().keeps() && plan.shards().size() > 1 && plan.parts().size() == 1;
    return new Prefetch(context, plan, worth ? ExecutorPlaces.settled(context.sc()) : Map.of());
  }

  /** Sends for the shards that the other executors will compute next. */
  void ahead(int shard) {
    int end = Math.min(plan.shards().size(), shard + executors.size());
    for (int later = shard + 1; later < end; later++) {
      if (!begun.containsKey(later)) {
        begun.put(later, begin(later));
      }
    }
  }

  private CompletableFuture<Fetch.Fetched> begin(int shard) {
    Map.Entry<String, String> executor = executors.get(shard % executors.size());
    String place = ExecutorPlaces.place(executor.getValue(), executor.getKey());
    String modelId = plan.request().id();
    return CompletableFuture.supplyAsync(
        () -> {
          context.setLocalProperty("spark.scheduler.pool", "prefetch " + modelId);
          context.setJobDescription("fetch %s, shard %d".formatted(modelId, shard + 1));
          return ExecutorPlaces.at(
                  context.sc(), LayerRange.class, List.of(plan.shards().get(shard)), place)
              .map(new Fetch(plan.run()))
              .first();
        },
        threads);
  }

  /** Where a shard's weights are, once they are there; empty where nothing was sent for. */
  Optional<String> place(int shard) {
    if (executors.isEmpty()) {
      return Optional.empty();
    }
    CompletableFuture<Fetch.Fetched> fetched = begun.get(shard);
    if (fetched == null) {
      return Optional.of(at(executors.get(shard % executors.size())));
    }
    try {
      Fetch.Fetched done = fetched.join();
      bytes.add(done.bytes());
      return executors.stream()
          .filter(executor -> executor.getKey().equals(done.executor()))
          .findFirst()
          .map(Prefetch::at);
    } catch (CompletionException e) {
      LOG.warn(
          "Shard {} of {} was not fetched ahead: {}",
          shard + 1,
          plan.request().id(),
          Failures.rootOf(e).getMessage());
      return Optional.empty();
    }
  }

  private static String at(Map.Entry<String, String> executor) {
    return ExecutorPlaces.place(executor.getValue(), executor.getKey());
  }

  /** Bytes that were read ahead. */
  long bytes() {
    return bytes.stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
