package io.stateprint.jobs.sample;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * What tasks of a model have done; the driver hears of it while they run.
 *
 * @param layers that are done
 * @param bytes of weights that were read for them
 * @param found bytes of weights that were on a local disk instead
 */
record LayerCounts(LongAccumulator layers, LongAccumulator bytes, LongAccumulator found)
    implements SampledRows.Hearer, Serializable {
  static LayerCounts of(SparkContext context, String modelId) {
    return new LayerCounts(
        context.longAccumulator("layers of " + modelId),
        context.longAccumulator("bytes of weights of " + modelId),
        context.longAccumulator("bytes of weights of %s on local disks".formatted(modelId)));
  }

  @Override
  public void layerDone(long read, long kept) {
    bytes.add(read);
    found.add(kept);
    layers.add(1);
  }
}
