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
import io.stateprint.profile.Resampling;
import io.stateprint.storage.InputException;
import io.stateprint.storage.Sha256;
import io.stateprint.trajectory.CosineKernel;
import io.stateprint.trajectory.PromptCosines;
import io.stateprint.trajectory.StyleCosines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The states of one layer and pooling while they stream by. Of a prompt under the default condition
 * its name and cosines stay until the end, about half a kilobyte; of others nothing does.
 */
final class ScoredLayer implements Iterator<LayerPiece> {
  /** States kept for the anisotropy: those whose ids have the lowest hash, so always the same. */
  private static final int KEPT = 128;

  private final ScoreLayer job;
  private final StateFiles.Place place;
  private final LayerDirections directions;
  private final StateRows prompts;
  private final CosineKernel kernel;
  private final List<PromptKey> keys = new ArrayList<>();
  private final PromptCosines.Columns cosines = new PromptCosines.Columns();
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
    try {
      prompts.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result();
  }

  private ScoredPrompts some() {
    ScoredPrompts.Growing some = new ScoredPrompts.Growing(place);
    while (!some.isFull() && prompts.hasNext()) {
      StateRow row = prompts.next();
      StyleCosines own = cosines(row);
      some.add(row, own);
      if (row.getCondition().equals(SampledBank.DEFAULT)) {
        keys.add(new PromptKey(row.getPromptId(), row.getCategory(), row.getTopic()));
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
    int[] order =
        IntStream.range(0, keys.size())
            .boxed()
            .sorted(Comparator.comparing(i -> keys.get(i).id()))
            .mapToInt(i -> i)
            .toArray();
    List<PromptKey> sorted = IntStream.of(order).mapToObj(keys::get).toList();
    Clusters clusters = Clusters.of(sorted);
    String ids = Sha256.of(sorted.stream().map(PromptKey::id).collect(Collectors.joining("\n")));
    keys.clear();
    LayerScores scores =
        new LayerScores(
            place.layer(), place.depth(), geometry(), anisotropy(), cosines.inOrder(order));
    Resampling resampling = Resampling.of(clusters, scores.anchors(), job.replicates(), job.seed());
    return new LayerResult(
        place.pooling(),
        LayerResult.directions(directions),
        clusters,
        ids,
        new ProfileEstimator(resampling).estimate(scores));
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
