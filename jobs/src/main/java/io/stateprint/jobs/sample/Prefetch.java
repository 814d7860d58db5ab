package io.stateprint.jobs.sample;

import io.stateprint.shard.LayerRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Later shards on their way to the disks of executors while an earlier one is computed: shard k to
 * group k of the executors, in turn. A group has as many as compute all parts of a model at a time,
 * which is one executor where the texts are one part. What is not fetched, or lost with its
 * executor, is read by the unit itself. Whoever opens it closes it.
 */
final class Prefetch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Prefetch.class);

  private final JavaSparkContext context;
  private final ModelPlan plan;
  private final List<List<String>> groups;
  private final ExecutorService threads;
  private final Map<Integer, List<CompletableFuture<Fetch.Fetched>>> begun = new HashMap<>();
  private final List<Long> bytes = new ArrayList<>();
  private final String jobs = "prefetch-" + UUID.randomUUID();

  private Prefetch(JavaSparkContext context, ModelPlan plan, List<List<String>> groups) {
    this.context = context;
    this.plan = plan;
    this.groups = groups;
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, groups.stream().mapToInt(List::size).sum()),
            work -> {
              Thread thread = new Thread(work, "prefetch-" + plan.request().id());
              thread.setDaemon(true);
              return thread;
            });
  }

  static Prefetch of(JavaSparkContext context, ModelPlan plan) {
    boolean worth = plan.run().reading().keeps() && plan.shards().size() > 1;
    return new Prefetch(context, plan, worth ? groups(context.sc(), plan) : List.of());
  }

  /** Executors in groups that compute all parts at a time; none where they are not two. */
  private static List<List<String>> groups(SparkContext context, ModelPlan plan) {
    List<String> places = ExecutorPlaces.settled(context);
    int each = executors(context, plan);
    List<List<String>> groups =
        IntStream.range(0, places.size() / each)
            .mapToObj(group -> List.copyOf(places.subList(group * each, (group + 1) * each)))
            .toList();
    return groups.size() > 1 ? groups : List.of();
  }

  /** As many executors as compute all parts of a model at a time. */
  static int executors(SparkContext context, ModelPlan plan) {
    int slots = Math.max(1, ExecutorPlaces.slots(context, plan.run().device()));
    return (plan.parts().size() + slots - 1) / slots;
  }

  /** Sends for the shards that the other groups will compute next. */
  void ahead(int shard) {
    int end = Math.min(plan.shards().size(), shard + groups.size());
    for (int later = shard + 1; later < end; later++) {
      begun.computeIfAbsent(later, this::begin);
    }
  }

  /** Once on each host of the group, whose executors keep what they read in one place. */
  private List<CompletableFuture<Fetch.Fetched>> begin(int shard) {
    return group(shard).stream()
        .collect(Collectors.groupingBy(ExecutorPlaces::host))
        .values()
        .stream()
        .map(places -> begin(shard, places))
        .toList();
  }

  private List<String> group(int shard) {
    return groups.get(shard % groups.size());
  }

  private CompletableFuture<Fetch.Fetched> begin(int shard, List<String> places) {
    String modelId = plan.request().id();
    return CompletableFuture.supplyAsync(
        () -> {
          context.setLocalProperty("spark.scheduler.pool", "prefetch " + modelId);
          context.setJobGroup(jobs, "fetch %s, shard %d".formatted(modelId, shard + 1));
          return ExecutorPlaces.at(
                  context.sc(), LayerRange.class, List.of(plan.shards().get(shard)), places)
              .map(new Fetch(plan.run()))
              .first();
        },
        threads);
  }

  /** Where a shard's weights are, once they are there; nowhere if nothing was sent for. */
  List<String> places(int shard) {
    if (groups.isEmpty()) {
      return List.of();
    }
    List<CompletableFuture<Fetch.Fetched>> fetched = begun.get(shard);
    return fetched == null
        ? group(shard)
        : fetched.stream().flatMap(one -> arrived(shard, one)).distinct().toList();
  }

  private Stream<String> arrived(int shard, CompletableFuture<Fetch.Fetched> fetched) {
    try {
      Fetch.Fetched done = fetched.join();
      bytes.add(done.bytes());
      String host = ExecutorPlaces.host(done.place());
      List<String> there =
          group(shard).stream().filter(place -> ExecutorPlaces.host(place).equals(host)).toList();
      return there.isEmpty() ? Stream.of(done.place()) : there.stream();
    } catch (CompletionException e) {
      LOG.warn(
          "Shard {} of {} was not fetched ahead: {}",
          shard + 1,
          plan.request().id(),
          Failures.rootOf(e).getMessage());
      return Stream.empty();
    }
  }

  /** Bytes that were read ahead. */
  long bytes() {
    return bytes.stream().mapToLong(Long::longValue).sum();
  }

  /** Ends what is still on its way: the model has failed. */
  @Override
  public void close() {
    threads.shutdownNow();
    if (!begun.isEmpty()) {
      context.sc().cancelJobGroup(jobs);
    }
  }
}
