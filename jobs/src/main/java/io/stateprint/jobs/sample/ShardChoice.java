package io.stateprint.jobs.sample;

import org.apache.spark.SparkContext;

/** Into how many shards a model is cut where the configuration leaves it open. */
final class ShardChoice {
  /** Below it, what a cut and another task cost is more than what reading ahead wins. */
  private static final long LEAST_BYTES = 256L << 20;

  /** Bytes of weights that are not read again for each byte of states at a cut, at least. */
  private static final long LEAST_WIN = 2;

  private ShardChoice() {}

  /**
   * The plan, cut. Shards of a model are computed one after another; more than one is faster only
   * where executors that would be idle fetch the later ones meanwhile, and where the states that
   * are written and read at the cuts are few beside the weights.
   *
   * @param models that are sampled side by side
   */
  static ModelPlan of(ModelPlan plan, int models, SparkContext context) {
    ModelRequest.Wanted wanted = plan.request().wanted();
    if (wanted.shards() > 0 || !plan.run().reading().keeps()) {
      return plan;
    }
    int executors = ExecutorPlaces.settled(context).size();
    int each = Prefetch.executors(context, plan);
    int beside = (plan.parts().size() + each - 1) / each;
    int count = count(executors / ((long) models * each), beside, plan.load());
    return count > 1 ? plan.cut(count) : plan;
  }

  /**
   * How many shards.
   *
   * @param groups of executors, each of which computes all parts of the model at a time
   * @param beside parts that an executor computes at a time
   * @param load of the model
   */
  static int count(long groups, int beside, ModelPlan.Load load) {
    long bytes = load.layerBytes().stream().mapToLong(Long::longValue).sum();
    long cut = 2L * beside * load.memory().states();
    long worth = bytes / (LEAST_WIN * Math.max(1, cut));
    return (int) Math.max(1, Math.min(Math.min(groups, bytes / LEAST_BYTES), worth));
  }
}
