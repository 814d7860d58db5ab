package io.stateprint.jobs.style;

import io.stateprint.direction.LayerDirections;
import io.stateprint.jobs.tables.DirectionRow;
import io.stateprint.jobs.tables.TrajectoryRow;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.trajectory.StyleCosines;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What one layer and pooling of a model gave.
 *
 * @param pooling {@code last} or {@code user}
 * @param directions rows of the table
 * @param prompts every prompt under every condition
 * @param keys of the prompts under the default condition, sorted by id
 * @param scores of those prompts, in the same order
 */
public record LayerResult(
    String pooling,
    List<Direction> directions,
    List<Scored> prompts,
    List<PromptKey> keys,
    LayerScores scores)
    implements Serializable {

  /** A style's direction, as float32. */
  public record Direction(Style style, float[] vector, int n, double reliability, double[] auc)
      implements Serializable {}

  /** A prompt under a condition and its cosines. */
  public record Scored(String promptId, String condition, PromptKey key, StyleCosines cosines)
      implements Serializable {}

  static List<Direction> directions(LayerDirections directions) {
    List<Direction> out = new ArrayList<>();
    for (Style style : Style.values()) {
      int k = style.index();
      double[] wide = directions.centred()[k];
      float[] vector = new float[wide.length];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = (float) wide[d];
      }
      var auc = directions.heldOut()[k].auc();
      out.add(
          new Direction(
              style,
              vector,
              directions.counts()[k],
              directions.reliability()[k],
              new double[] {auc.value(), auc.low(), auc.high()}));
    }
    return out;
  }

  /** Rows of the directions table. */
  List<DirectionRow> directionRows() {
    return directions.stream()
        .map(
            direction ->
                new DirectionRow(
                    scores.layer(),
                    pooling,
                    direction.style().id(),
                    "article",
                    direction.vector(),
                    direction.n(),
                    direction.reliability(),
                    direction.auc()[0],
                    direction.auc()[1],
                    direction.auc()[2]))
        .toList();
  }

  /** Rows of the trajectories table. */
  List<TrajectoryRow> trajectoryRows() {
    List<TrajectoryRow> rows = new ArrayList<>();
    for (Scored prompt : prompts) {
      for (Style style : Style.values()) {
        int k = style.index();
        rows.add(
            new TrajectoryRow(
                prompt.promptId(),
                prompt.condition(),
                prompt.key().category(),
                prompt.key().topic(),
                scores.layer(),
                scores.depth(),
                pooling,
                style.id(),
                prompt.cosines().raw()[k],
                prompt.cosines().centred()[k],
                prompt.cosines().calibrated()[k],
                Double.NaN));
      }
    }
    return rows;
  }
}
