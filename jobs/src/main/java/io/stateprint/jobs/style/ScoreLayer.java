package io.stateprint.jobs.style;

import io.stateprint.direction.AnchorSet;
import io.stateprint.direction.AnchorState;
import io.stateprint.direction.Anisotropy;
import io.stateprint.direction.ArticleDirections;
import io.stateprint.direction.LayerDirections;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.LayerScores.AnchorGeometry;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.storage.InputException;
import io.stateprint.trajectory.CosineKernel;
import io.stateprint.trajectory.StyleCosines;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Joins the states of one layer and pooling with the anchors of the same: anchors are held, states
 * stream by.
 *
 * @param modelId for messages
 * @param seed of split halves and random pairs
 */
record ScoreLayer(String modelId, long seed) implements Serializable {
  private static final String DEFAULT = "default";

  /** States kept for the anisotropy: those whose ids have the lowest hash, so always the same. */
  private static final int KEPT = 128;

  /** The result; none where there are no prompts. */
  Iterator<LayerResult> call(Iterator<StateRow> anchors, Iterator<StateRow> prompts) {
    if (!prompts.hasNext()) {
      return java.util.Collections.emptyIterator();
    }
    LayerDirections directions = ArticleDirections.of(new AnchorSet(anchors(anchors)), seed);
    CosineKernel kernel = new CosineKernel(directions);
    List<LayerResult.Scored> scored = new ArrayList<>();
    PriorityQueue<StateRow> kept =
        new PriorityQueue<>(Comparator.comparingInt((StateRow row) -> -spread(row)));
    StateRow first = null;
    while (prompts.hasNext()) {
      StateRow row = prompts.next();
      first = first == null ? row : first;
      scored.add(scored(kernel, row));
      if (row.getCondition().equals(DEFAULT)) {
        kept.add(row);
        if (kept.size() > KEPT) {
          kept.poll();
        }
      }
    }
    return List.of(result(java.util.Objects.requireNonNull(first), directions, scored, kept))
        .iterator();
  }

  private LayerResult result(
      StateRow any,
      LayerDirections directions,
      List<LayerResult.Scored> scored,
      PriorityQueue<StateRow> kept) {
    scored.sort(
        Comparator.comparing(LayerResult.Scored::promptId)
            .thenComparing(LayerResult.Scored::condition));
    List<LayerResult.Scored> plain =
        scored.stream().filter(prompt -> prompt.condition().equals(DEFAULT)).toList();
    List<float[]> pairs =
        kept.stream()
            .sorted(Comparator.comparing(StateRow::getPromptId))
            .map(StateRow::getState)
            .toList();
    AnchorGeometry geometry =
        new AnchorGeometry(
            directions.gram(),
            directions.frameStyle(),
            directions.frameSizes(),
            directions.heldOut(),
            directions.reliability(),
            directions.massive().length,
            directions.topShare());
    return new LayerResult(
        any.getPooling(),
        LayerResult.directions(directions),
        scored,
        plain.stream().map(LayerResult.Scored::key).toList(),
        new LayerScores(
            any.getLayer(),
            any.getDepth(),
            geometry,
            Anisotropy.of(pairs, seed),
            plain.stream().map(LayerResult.Scored::cosines).toArray(StyleCosines[]::new)));
  }

  private LayerResult.Scored scored(CosineKernel kernel, StateRow row) {
    try {
      return new LayerResult.Scored(
          row.getPromptId(),
          row.getCondition(),
          new PromptKey(row.getPromptId(), row.getCategory(), row.getTopic()),
          kernel.cosines(row.getState()));
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "Cannot score prompt %s (%s) of model %s at layer %d, pooling %s: %s"
              .formatted(
                  row.getPromptId(),
                  row.getCondition(),
                  modelId,
                  row.getLayer(),
                  row.getPooling(),
                  e.getMessage()),
          e);
    }
  }

  /** An anchor's category is its style; its topic is "frame/topic". */
  private List<AnchorState> anchors(Iterator<StateRow> rows) {
    List<AnchorState> anchors = new ArrayList<>();
    while (rows.hasNext()) {
      StateRow row = rows.next();
      String[] place = row.getTopic().split("/", 2);
      anchors.add(new AnchorState(style(row), place[0], place[place.length - 1], row.getState()));
    }
    return anchors;
  }

  private Style style(StateRow row) {
    return Arrays.stream(Style.values())
        .filter(style -> style.id().equals(row.getCategory()))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot use anchor %s of model %s: %s is not a style"
                        .formatted(row.getPromptId(), modelId, row.getCategory())));
  }

  private static int spread(StateRow row) {
    return (row.getPromptId().hashCode() * 0x9E3779B9) >>> 1;
  }
}
