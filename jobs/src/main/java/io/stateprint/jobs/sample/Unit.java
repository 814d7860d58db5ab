package io.stateprint.jobs.sample;

import io.stateprint.shard.LayerRange;
import java.io.Serializable;

/**
 * What one task does: it carries a part of the texts through a shard of the model.
 *
 * @param shard its number, from 0
 * @param layers of the shard
 * @param last whether no shard is above it
 * @param part the texts
 */
record Unit(int shard, LayerRange layers, boolean last, Part part) implements Serializable {
  /** All layers in one. */
  static Unit whole(ModelRun run, Part part) {
    return new Unit(0, LayerRange.lowest(run.passLayers()), true, part);
  }

  @Override
  public String toString() {
    return "%s, part %d".formatted(layers, part.number());
  }
}
