package io.stateprint.direction;

import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the centred cosine to a style is for anchors that the direction has not seen, fold by topic:
 * the fixed points of the calibrated cosine.
 *
 * @param own mean over anchors of the style
 * @param other mean over anchors of the other styles
 * @param otherSpread standard deviation over anchors of the other styles
 * @param auc own against other
 */
public record HeldOut(double own, double other, double otherSpread, Auc auc)
    implements Serializable {

  /**
   * How far a centred cosine stands out, in standard deviations of unseen anchors of other styles.
   * Zero is the grand mean, which stands in for a neutral set.
   */
  public double standing(double cosine) {
    return cosine / otherSpread;
  }

  /** One a style; all NaN where the anchors have a single topic. */
  static HeldOut[] of(AnchorSet anchors, int[] massive) {
    return of(anchors, massive, true);
  }

  /** The detection of raw cosines, one a style. */
  static Auc[] raw(AnchorSet anchors) {
    return java.util.Arrays.stream(of(anchors, new int[0], false))
        .map(HeldOut::auc)
        .toArray(Auc[]::new);
  }

  private static HeldOut[] of(AnchorSet anchors, int[] massive, boolean centred) {
    List<double[]> scores = new ArrayList<>();
    List<Style> styles = new ArrayList<>();
    for (String topic : anchors.topics()) {
      if (!anchors.covers(anchor -> !anchor.topic().equals(topic))) {
        continue;
      }
      double[][] means = anchors.means(anchor -> !anchor.topic().equals(topic));
      double[] grand = centred ? Vectors.meanOf(means) : new double[anchors.width()];
      for (AnchorState anchor : anchors.anchors()) {
        if (anchor.topic().equals(topic)) {
          scores.add(cosines(Vectors.wide(anchor.state()), means, grand, massive));
          styles.add(anchor.style());
        }
      }
    }
    HeldOut[] out = new HeldOut[Style.values().length];
    for (Style style : Style.values()) {
      out[style.index()] = of(style, scores, styles);
    }
    return out;
  }

  private static double[] cosines(double[] state, double[][] means, double[] grand, int[] massive) {
    double[] centred = Vectors.difference(state, grand, massive);
    double[] out = new double[means.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = Vectors.cosine(centred, Vectors.difference(means[k], grand, massive));
    }
    return out;
  }

  private static HeldOut of(Style style, List<double[]> scores, List<Style> styles) {
    double[] own = select(style, scores, styles, true);
    double[] other = select(style, scores, styles, false);
    return new HeldOut(mean(own), mean(other), spread(other), Auc.of(own, other));
  }

  private static double[] select(
      Style style, List<double[]> scores, List<Style> styles, boolean same) {
    return java.util.stream.IntStream.range(0, scores.size())
        .filter(i -> (styles.get(i) == style) == same)
        .mapToDouble(i -> scores.get(i)[style.index()])
        .toArray();
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double spread(double[] values) {
    double mean = mean(values);
    double squares = java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
  }
}
