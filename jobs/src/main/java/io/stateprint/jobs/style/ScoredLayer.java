package io.stateprint.jobs.style;

import io.stateprint.direction.Anisotropy;
import io.stateprint.direction.LayerDirections;
import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.StateRows;
import io.stateprint.personality.SampledBank;
import io.stateprint.profile.Clusters;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.LayerScores.AnchorGeometry;
import io.stateprint.profile.ProfileEstimator;
import io.stateprint.profile.PromptKey;
import io.stateprint.profile.PromptNames;
import io.stateprint.storage.InputException;
import io.stateprint.trajectory.CosineKernel;
import io.stateprint.trajectory.PromptCosines;
import io.stateprint.trajectory.StyleCosines;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The states of one layer and pooling while they stream by. Of a prompt under the default condition
 * its name stays in memory until the end, and its cosines on disk where prompts are many; of others
 * nothing does. Whoever makes it closes it.
 */
final class ScoredLayer implements Iterator<LayerPiece>, Closeable {
  /** States kept for the anisotropy: those whose ids have the lowest hash, so always the same. */
  private static final int KEPT = 128;

  private final ScoreLayer job;
  private final StateFiles.Place place;
  private final LayerDirections directions;
  private final StateRows prompts;
  private final CosineKernel kernel;
  private final PromptNames names = new PromptNames();
  private final PromptCosines cosines;
  private final PriorityQueue<StateRow> kept =
      new PriorityQueue<>(Comparator.comparingInt((StateRow row) -> -spread(row)));
  private boolean ended;

  ScoredLayer(
      ScoreLayer job, StateFiles.Place place, LayerDirections directions, StateRows prompts) {
    this.job = job;
    this.place = place;
    this.directions = directions;
    this.prompts = prompts;
    this.kernel = new CosineKernel(directions);
    this.cosines = PromptCosines.none(directions.frames().length, LocalScratch.ofSpark());
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public LayerPiece next() {
    if (ended) {
      throw new NoSuchElementException("all of %s is given".formatted(place));
    }
    if (prompts.hasNext()) {
      return some();
    }
    ended = true;
    try (this) {
      return result();
    }
  }

  @Override
  public void close() {
    try (cosines;
        prompts) {
      ended = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ScoredPrompts some() {
    ScoredPrompts.Growing some = new ScoredPrompts.Growing(place);
    while (!some.isFull() && prompts.hasNext()) {
      StateRow row = prompts.next();
      StyleCosines own = cosines(row);
      some.add(row, own);
      if (row.getCondition().equals(SampledBank.DEFAULT)) {
        names.add(new PromptKey(row.getPromptId(), row.getCategory(), row.getTopic()));
        cosines.add(own);
        kept.add(row);
        if (kept.size() > KEPT) {
          kept.poll();
        }
      }
    }
    return some.done();
  }

  private StyleCosines cosines(StateRow row) {
    try {
      return kernel.cosines(row.getState());
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "Cannot score prompt %s (%s) of model %s at layer %d, pooling %s: %s"
              .formatted(
                  row.getPromptId(),
                  row.getCondition(),
                  job.modelId(),
                  row.getLayer(),
                  row.getPooling(),
                  e.getMessage()),
          e);
    }
  }

  private LayerResult result() {
    int[] order = names.order();
    Clusters clusters = names.clusters(order);
    try (PromptCosines sorted = cosines.inOrder(order)) {
      LayerScores scores =
          new LayerScores(place.layer(), place.depth(), geometry(), anisotropy(), sorted);
      return new LayerResult(
          place.pooling(),
          LayerResult.directions(directions),
          clusters,
          names.sha256(order),
          new ProfileEstimator(job.draws(clusters, scores.anchors())).estimate(scores),
          sorted.centred());
    }
  }

  private AnchorGeometry geometry() {
    return new AnchorGeometry(
        directions.gram(),
        directions.frameStyle(),
        directions.frameSizes(),
        directions.heldOut(),
        directions.reliability(),
        directions.massive().length,
        directions.topShare());
  }

  private double anisotropy() {
    return Anisotropy.of(
        kept.stream()
            .sorted(Comparator.comparing(StateRow::getPromptId))
            .map(StateRow::getState)
            .toList(),
        job.seed());
  }

  private static int spread(StateRow row) {
    return (row.getPromptId().hashCode() * 0x9E3779B9) >>> 1;
  }
}
