package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.StateRows;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.LayerReader;
import io.stateprint.personality.SampledBank;
import io.stateprint.personality.SampledText;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Reads one layer and pooling of a model: its states are in memory until it is read.
 *
 * @param modelId for messages
 * @param draws of the bootstrap
 * @param seed of every random choice
 */
record ReadLayer(String modelId, int draws, long seed) implements Serializable {
  /** The role of texts that have no part in it. */
  static final String ANCHOR = "anchor";

  /** The reading; none where there are no rows. */
  Iterator<PooledReading> call(StateFiles files, StateFiles.Place place) {
    try (StateRows rows = files.rows(place, row -> !row.getRole().equals(ANCHOR))) {
      SampledBank bank = new SampledBank();
      StateRow any = null;
      while (rows.hasNext()) {
        any = rows.next();
        bank.add(text(any), any.getState());
      }
      return any == null ? Collections.emptyIterator() : List.of(reading(bank, any)).iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
