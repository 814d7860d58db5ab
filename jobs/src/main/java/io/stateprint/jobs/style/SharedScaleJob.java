package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.SampledBank;
import io.stateprint.personality.SharedScale;
import io.stateprint.score.LayerScore;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Where one model of a run stands on the scale of another of the same width. One task holds one
 * layer: the prompts of the first under all conditions, its neutral ones, and those of the second
 * under none, read straight from the files.
 *
 * @param spark that runs it
 * @param store of the run
 * @param runId its id
 * @param pooling of the states
 * @param draws how many of the bootstrap, from which seed
 */
public record SharedScaleJob(
    SparkSession spark, Store store, String runId, String pooling, Draws draws) {
  /** Draws of the bootstrap. */
  public record Draws(int count, long seed) implements Serializable {}

  /**
   * Of every layer that was sampled of the first, ascending.
   *
   * @param scale id of the model whose scale it is
   * @param other id of the other one
   */
  public List<LayerScore> layers(String scale, String other) {
    spark.sparkContext().setJobDescription("score %s on the scale of %s".formatted(other, scale));
    List<StateFiles.Place> places = store.places(runId, scale, pooling);
    ReadShared read =
        new ReadShared(
            store.stateFiles(runId, scale), store.stateFiles(runId, other), other, draws);
    return store.atEach(places, read::layer);
  }

  /** Reads one layer. */
  private record ReadShared(StateFiles scale, StateFiles files, String other, Draws draws)
      implements Serializable {
    Iterator<LayerScore> layer(StateFiles.Place place) throws IOException {
      SampledBank own = LayerBank.read(scale, place, ReadShared::isOfScale);
      SampledBank theirs = LayerBank.read(files, place, ReadShared::isPlain);
      if (theirs.prompts().isEmpty()) {
        return Collections.emptyIterator();
      }
      try {
        BankPlan plan = BankPlan.of(own.prompts(), draws.count(), draws.seed());
        return List.of(SharedScale.read(plan, own, theirs, place.layer(), place.depth()))
            .iterator();
      } catch (InputException e) {
        throw new InputException(
            "Cannot score model %s on the base model's scale at layer %d: %s"
                .formatted(other, place.layer(), e.getMessage()),
            e);
      }
    }

    private static boolean isOfScale(StateRow row) {
      return row.getRole().equals(SampledBank.PROMPT)
          || row.getRole().equals(SampledBank.CALIBRATION);
    }

    private static boolean isPlain(StateRow row) {
      return row.getRole().equals(SampledBank.PROMPT)
          && row.getCondition().equals(SampledBank.DEFAULT);
    }
  }
}
