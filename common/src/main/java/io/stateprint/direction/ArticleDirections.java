package io.stateprint.direction;

import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the article's directions: one anchor vector a style, with what it takes to trust it. */
public final class ArticleDirections {
  private ArticleDirections() {}

  /**
   * The directions of one layer and pooling.
   *
   * @param anchors of all four styles
   * @param seed of the random split halves
   */
  public static LayerDirections of(AnchorSet anchors, long seed) {
    int[] massive = anchors.massive();
    double[][] means = anchors.means(anchor -> true);
    double[] grand = Vectors.meanOf(means);
    double[][] centred = new double[means.length][];
    for (int k = 0; k < means.length; k++) {
      double[] direction = Vectors.difference(means[k], grand, massive);
      centred[k] = Vectors.scaled(direction, 1 / Math.sqrt(Vectors.dot(direction, direction)));
    }
    List<double[]> frames = new ArrayList<>();
    List<Integer> styles = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (Style style : Style.values()) {
      for (List<float[]> states : anchors.frames(style).values()) {
        frames.add(Vectors.difference(Vectors.mean(states), new double[anchors.width()], massive));
        styles.add(style.index());
        sizes.add(states.size());
      }
    }
    return new LayerDirections(
        means,
        grand,
        massive,
        centred,
        frames.toArray(double[][]::new),
        styles.stream().mapToInt(Integer::intValue).toArray(),
        sizes.stream().mapToInt(Integer::intValue).toArray(),
        HeldOut.of(anchors, massive),
        HeldOut.raw(anchors),
        Reliability.of(anchors, massive, seed),
        Arrays.stream(Style.values()).mapToInt(anchors::count).toArray(),
        topShare(grand));
  }

  private static double topShare(double[] vector) {
    double[] squares = Arrays.stream(vector).map(v -> v * v).sorted().toArray();
    double top = 0;
    for (int i = Math.max(0, squares.length - 3); i < squares.length; i++) {
      top += squares[i];
    }
    return top / Arrays.stream(squares).sum();
  }
}
