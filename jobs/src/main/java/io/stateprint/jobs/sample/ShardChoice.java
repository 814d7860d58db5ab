package io.stateprint.jobs.sample;

import org.apache.spark.SparkContext;

/** Into how many shards a model is cut where the configuration leaves it open. */
final class ShardChoice {
  /** Below it, what a cut and another task cost is more than what reading ahead wins. */
  private static final long LEAST_BYTES = 256L << 20;

  private ShardChoice() {}

  /**
   * The plan, cut. Shards of a model are computed one after another; more than one is faster only
   * where executors that would be idle fetch the later ones meanwhile.
   *
   * @param models that are sampled side by side
   */
  static ModelPlan of(ModelPlan plan, int models, SparkContext context) {
    ModelRequest.Wanted wanted = plan.request().wanted();
    if (wanted.shards() > 0 || !plan.run().reading().keeps() || plan.parts().size() > 1) {
      return plan;
    }
    int executors = ExecutorPlaces.settled(context).size();
    long bytes = plan.load().layerBytes().stream().mapToLong(Long::longValue).sum();
    long count = Math.min(executors / models, bytes / LEAST_BYTES);
    return count > 1 ? plan.cut((int) count) : plan;
  }
}
