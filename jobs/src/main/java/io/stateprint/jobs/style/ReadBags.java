package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.StateRow;
import io.stateprint.personality.AcrossWordings;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.SampledBank;
import io.stateprint.profile.PromptKey;
import io.stateprint.score.WordingTransfer;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Reads all bags of embeddings of a model: one a style, or none where none were sampled.
 *
 * @param keys of the prompts, sorted by id
 * @param seed of every random choice
 */
record ReadBags(List<PromptKey> keys, long seed) implements Serializable {
  /** No number of a bag is drawn. */
  private static final int DRAWS = 1;

  /** One a style. */
  Iterator<WordingTransfer> call(Iterator<StateRow> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    SampledBank bank = new SampledBank();
    while (rows.hasNext()) {
      StateRow row = rows.next();
      bank.add(ReadLayer.text(row), row.getState());
    }
    return AcrossWordings.bags(BankPlan.of(keys, DRAWS, seed), bank).iterator();
  }
}
