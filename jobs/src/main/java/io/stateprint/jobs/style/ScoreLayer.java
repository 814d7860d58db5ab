package io.stateprint.jobs.style;

import io.stateprint.direction.AnchorSet;
import io.stateprint.direction.AnchorState;
import io.stateprint.direction.ArticleDirections;
import io.stateprint.direction.LayerDirections;
import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.StateRows;
import io.stateprint.personality.SampledBank;
import io.stateprint.profile.Clusters;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.Resampling;
import io.stateprint.prompts.Style;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Joins the states of one layer and pooling with the anchors of the same: anchors are held, states
 * stream by.
 *
 * @param modelId for messages
 * @param replicates of the bootstrap
 * @param seed of split halves, random pairs and draws
 */
record ScoreLayer(String modelId, int replicates, long seed) implements Serializable {
  private static final String ANCHOR = "anchor";

  /** The prompts, as they are asked for, and the result behind them; none where there are none. */
  Iterator<LayerPiece> call(StateFiles files, StateFiles.Place place) throws IOException {
    StateRows prompts = files.rows(place, SampledBank.PROMPT);
    try {
      if (prompts.hasNext()) {
        return HeldLayer.of(new ScoredLayer(this, place, directions(files, place), prompts));
      }
    } catch (IOException | RuntimeException e) {
      prompts.close();
      throw e;
    }
    prompts.close();
    return Collections.emptyIterator();
  }

  /** The draws that all layers share. */
  Resampling draws(Clusters clusters, LayerScores.AnchorGeometry anchors) {
    return Resampling.of(clusters, anchors, replicates, seed);
  }

  private LayerDirections directions(StateFiles files, StateFiles.Place place) throws IOException {
    try (StateRows anchors = files.rows(place, ANCHOR)) {
      return ArticleDirections.of(new AnchorSet(anchors(anchors)), seed);
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
}
