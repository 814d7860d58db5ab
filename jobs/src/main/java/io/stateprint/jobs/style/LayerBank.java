package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.StateRows;
import io.stateprint.personality.SampledBank;
import java.io.IOException;
import java.util.function.Predicate;

/** Reads the states of one layer and pooling by role, condition and text. */
public final class LayerBank {
  private LayerBank() {}

  /**
   * All rows of a place that are wanted; they are in memory together.
   *
   * @param wanted asked of each row before its state is decoded
   */
  public static SampledBank read(
      StateFiles files, StateFiles.Place place, Predicate<StateRow> wanted) throws IOException {
    SampledBank bank = new SampledBank();
    try (StateRows rows = files.rows(place, wanted)) {
      rows.forEachRemaining(row -> bank.add(ReadLayer.text(row), row.getState()));
    }
    return bank;
  }
}
