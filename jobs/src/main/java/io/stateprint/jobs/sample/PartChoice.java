package io.stateprint.jobs.sample;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;

/**
 * Into how many parts the texts of each model are cut, and how large those are, where the
 * configuration leaves it open: so that executors end together. How long a model takes is known
 * within a third only, so each has large parts for most of its texts, one for each executor that
 * falls to it, and small ones for the rest, which whoever is free takes (factoring: Hummel,
 * Schonberg and Flynn 1992, Communications of the ACM 35:8). Each part reads the weights again, so
 * there are no more than even out the executors to a tenth of their work.
 */
final class PartChoice {
  /** Of a model's texts, in small parts. */
  private static final double REST = 0.2;

  /** Of what an executor has to do, in a small part. */
  private static final double SMALL = 0.1;

  /** A core of an ordinary server in float32, a second. */
  private static final double OPERATIONS = 5e10;

  /** Bytes a second that an executor reads, where the configuration does not bound them. */
  private static final long BYTES = 100_000_000;

  /** Below it, what another task costs is more than what it wins. */
  private static final double LEAST_SECONDS = 10;

  /** Of computing in a part, for each of reading. */
  private static final double SECONDS = 10;

  /** A GPU computes about so many times faster than a core, and reads no faster. */
  private static final double FASTER_GPU = 500;

  /**
   * The work of a model.
   *
   * @param id of the model
   * @param operations of all its texts
   * @param least operations that a part is worth
   * @param open whether its texts may be cut
   */
  record Work(String id, double operations, double least, boolean open) {
    static Work of(ModelPlan plan) {
      long weights = plan.load().layerBytes().stream().mapToLong(Long::longValue).sum();
      long rate = plan.run().reading().rate() > 0 ? plan.run().reading().rate() : BYTES;
      double seconds = Math.max(LEAST_SECONDS, SECONDS * weights / rate);
      return new Work(
          plan.request().id(),
          plan.load().operations(),
          seconds * OPERATIONS * (plan.run().device().isGpu() ? FASTER_GPU : 1),
          plan.request().wanted().parts() == 0
              && plan.request().wanted().shards() <= 1
              && plan.parts().size() == 1);
    }

    boolean isWorthCutting() {
      return open && operations >= 2 * least;
    }
  }

  private PartChoice() {}

  /**
   * Shares of the texts of those models that are cut, by id, the largest share first. Executors are
   * waited for only where some model could be cut. Where one takes several tasks at a time without
   * a GPU for each, nothing is cut: all parts would begin there at once, each with the memory of a
   * task and with threads for all cores.
   *
   * @param plans of the models that are still to be sampled
   */
  static Map<String, List<Double>> of(Collection<ModelPlan> plans, SparkContext context) {
    List<Work> works = plans.stream().map(Work::of).toList();
    if (context.isLocal() || works.stream().noneMatch(Work::isWorthCutting)) {
      return Map.of();
    }
    int executors = ExecutorPlaces.settled(context).size();
    int each = 1;
    for (ModelPlan plan : plans) {
      int tasks = ExecutorPlaces.slots(context, plan.run().device());
      if (tasks > 1 && !GpuStage.isAsked(context.conf(), plan.run().device())) {
        return Map.of();
      }
      each = Math.max(1, tasks);
    }
    return shares(works, executors * each);
  }

  /**
   * The same for so many tasks at a time.
   *
   * @param works of the models
   * @param slots tasks at a time
   */
  static Map<String, List<Double>> shares(List<Work> works, int slots) {
    double mean = works.stream().mapToDouble(Work::operations).sum() / Math.max(1, slots);
    Map<String, List<Double>> out = new HashMap<>();
    for (Work work : works) {
      if (slots > 1 && work.isWorthCutting()) {
        List<Double> own = shares(work, mean);
        if (own.size() > 1) {
          out.put(work.id(), own);
        }
      }
    }
    return out;
  }

  private static List<Double> shares(Work work, double mean) {
    double rest = REST * work.operations();
    long few = Math.min(Math.round(rest / (SMALL * mean)), (long) Math.floor(rest / work.least()));
    double large = few > 0 ? 1 - REST : 1;
    long executors =
        Math.min(
            Math.max(1, Math.round(work.operations() / mean)),
            (long) Math.floor(large * work.operations() / work.least()));
    return Stream.concat(
            Stream.generate(() -> large / executors).limit(executors),
            Stream.generate(() -> REST / few).limit(few))
        .toList();
  }
}
