package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.StateRow;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.LayerReader;
import io.stateprint.personality.SampledBank;
import io.stateprint.personality.SampledText;
import io.stateprint.storage.InputException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Reads one layer and pooling of a model: its states are in memory until it is read.
 *
 * @param modelId for messages
 * @param draws of the bootstrap
 * @param seed of every random choice
 * @param need memory of a layer
 */
record ReadLayer(String modelId, int draws, long seed, LayerNeed need) implements Serializable {
  /**
   * The reading; none where there are no rows.
   *
   * @throws InputException where the heap is too small for a layer, before it is full
   */
  Iterator<PooledReading> call(Iterator<StateRow> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    StateRow first = rows.next();
    return List.of(
            need.within(
                HeapShares.OF_PROCESS, first.getState().length, modelId, () -> read(first, rows)))
        .iterator();
  }

  private PooledReading read(StateRow first, Iterator<StateRow> others) {
    SampledBank bank = new SampledBank();
    bank.add(text(first), first.getState());
    others.forEachRemaining(row -> bank.add(text(row), row.getState()));
    return reading(bank, first);
  }

  private PooledReading reading(SampledBank bank, StateRow layer) {
    try {
      BankPlan plan = BankPlan.of(bank.prompts(), draws, seed);
      return new PooledReading(
          layer.getPooling(),
          plan.keys(),
          new LayerReader(plan, seed).read(bank, layer.getLayer(), layer.getDepth()));
    } catch (InputException e) {
      throw new InputException(
          "Cannot score model %s at layer %d, pooling %s: %s"
              .formatted(modelId, layer.getLayer(), layer.getPooling(), e.getMessage()),
          e);
    }
  }

  static SampledText text(StateRow row) {
    return new SampledText(
        row.getPromptId(),
        row.getRole(),
        row.getCondition(),
        row.getCategory(),
        row.getTopic(),
        row.getLang());
  }
}
