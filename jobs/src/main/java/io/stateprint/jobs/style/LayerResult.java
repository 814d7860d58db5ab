package io.stateprint.jobs.style;

import io.stateprint.direction.Auc;
import io.stateprint.direction.LayerDirections;
import io.stateprint.jobs.tables.DirectionRow;
import io.stateprint.jobs.tables.TrajectoryRow;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.trajectory.StyleCosines;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** A style's direction, as float32; the method is {@code article} or {@code contrast}. */
  public record Direction(
      Style style, String method, float[] vector, int n, double reliability, Auc auc)
      implements Serializable {}

  /** A prompt under a condition and its cosines. */
  public record Scored(String promptId, String condition, PromptKey key, StyleCosines cosines)
      implements Serializable {}

  /** The anchors' means as they are, and less those of the other styles. */
  static List<Direction> directions(LayerDirections directions) {
    List<Direction> out = new ArrayList<>();
    for (Style style : Style.values()) {
      int k = style.index();
      int n = directions.counts()[k];
      double[] mean = directions.means()[k];
      out.add(
          new Direction(style, "article", unit(mean), n, Double.NaN, directions.rawDetection()[k]));
      out.add(
          new Direction(
              style,
              "contrast",
              unit(directions.centred()[k]),
              n,
              directions.reliability()[k],
              directions.heldOut()[k].auc()));
    }
    return out;
  }

  private static float[] unit(double[] wide) {
    double length = Math.sqrt(Arrays.stream(wide).map(v -> v * v).sum());
    float[] out = new float[wide.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = (float) (wide[d] / length);
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
                    direction.method(),
                    direction.vector(),
                    direction.n(),
                    direction.reliability(),
                    direction.auc().value(),
                    direction.auc().low(),
                    direction.auc().high()))
        .toList();
  }

  /** Rows of the trajectories table, with percents of range where they were measured. */
  List<TrajectoryRow> trajectoryRows(PromptScores percents) {
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
                percents.of(this, prompt, style)));
      }
    }
    return rows;
  }
}
