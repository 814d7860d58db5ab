package io.stateprint.jobs.sample;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * What tasks of a model have done; the driver hears of it while they run.
 *
 * @param layers that are done
 * @param bytes of weights that were read for them
 */
record LayerCounts(LongAccumulator layers, LongAccumulator bytes)
    implements SampledRows.Hearer, Serializable {
  static LayerCounts of(SparkContext context, String modelId) {
    return new LayerCounts(
        context.longAccumulator("layers of " + modelId),
        context.longAccumulator("bytes of weights of " + modelId));
  }

  @Override
  public void layerDone(long read) {
    bytes.add(read);
    layers.add(1);
  }
}
