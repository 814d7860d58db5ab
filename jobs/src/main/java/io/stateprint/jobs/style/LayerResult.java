package io.stateprint.jobs.style;

import io.stateprint.direction.Auc;
import io.stateprint.direction.LayerDirections;
import io.stateprint.jobs.tables.DirectionRow;
import io.stateprint.profile.Clusters;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one layer and pooling of a model gave.
 *
 * @param pooling {@code last} or {@code user}
 * @param directions rows of the table
 * @param clusters of the prompts under the default condition, by category, topic and id
 * @param promptsSha256 of the ids of those prompts
 * @param estimate from those prompts
 * @param centred their centred cosines, (K, P)
 */
record LayerResult(
    String pooling,
    List<Direction> directions,
    Clusters clusters,
    String promptsSha256,
    LayerEstimate estimate,
    double[][] centred)
    implements LayerPiece {

  /** A style's direction, as float32; the method is {@code article} or {@code contrast}. */
  record Direction(Style style, String method, float[] vector, int n, double reliability, Auc auc)
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
                    estimate.layer(),
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
}
