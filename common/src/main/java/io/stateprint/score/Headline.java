package io.stateprint.score;

import io.stateprint.inference.Estimate;
import io.stateprint.inference.Reasons;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The number that stands for a style of a model: mean P_k over its band. Where the band is empty
 * there is none, and {@code percent().why()} says why.
 *
 * @param style which one
 * @param band that it is taken over
 * @param percent mean P_k over the band
 * @param byCategory mean P_{k,c}, (C)
 * @param perPrompt mean p_k(x), (P); empty where the band is
 * @param meanRange that of the layer of the band whose interval has the least lower end
 * @param discriminability mean d'
 * @param amplitude mean S_k
 * @param detection mean AUC
 * @param reliability mean reliability
 * @param strengths mean d' of each draw, (B)
 * @param draws P_{k,c} by category, then P_k, (C + 1, B)
 * @param jackknife the same without each topic, (C + 1, G)
 * @param freedom degrees of freedom of the draws of each category, then of all, (C + 1)
 */
public record Headline(
    Style style,
    ReliableBand band,
    Estimate percent,
    List<Estimate> byCategory,
    double[] perPrompt,
    Estimate meanRange,
    double discriminability,
    double amplitude,
    double detection,
    double reliability,
    double[] strengths,
    double[][] draws,
    double[][] jackknife,
    int[] freedom)
    implements Serializable {

  /** Takes the mean over a band. */
  public static Headline of(ReliableBand band, List<LayerScore> layers) {
    List<StyleScore> scores = ofBand(band, layers);
    if (scores.size() != band.layers().size()) {
      throw new IllegalArgumentException(
          "The band of %s has layers %s, not all of them are scored"
              .formatted(band.style().id(), band.layers()));
    }
    return scores.isEmpty() ? none(band) : of(band, scores, mean(scores));
  }

  /** The scores of its style at the layers of its band. */
  public List<StyleScore> ofBand(List<LayerScore> layers) {
    return ofBand(band, layers);
  }

  private static List<StyleScore> ofBand(ReliableBand band, List<LayerScore> layers) {
    return layers.stream()
        .filter(layer -> band.layers().contains(layer.layer()))
        .map(layer -> layer.of(band.style()))
        .toList();
  }

  private static Headline of(ReliableBand band, List<StyleScore> scores, Means means) {
    int overall = means.draws.length - 1;
    int[] freedom = scores.get(0).freedom();
    List<Estimate> estimates = new ArrayList<>();
    for (int c = 0; c <= overall; c++) {
      int own = c;
      double value =
          average(
              scores,
              score -> (own == overall ? score.percent() : score.byCategory().get(own)).value());
      estimates.add(
          Estimate.of(
              value, means.draws[c], means.jackknife[c], freedom[c], Reasons.of("range.layer")));
    }
    return new Headline(
        band.style(),
        band,
        estimates.get(overall),
        List.copyOf(estimates.subList(0, overall)),
        means.perPrompt,
        scores.stream()
            .map(StyleScore::meanRange)
            .min(java.util.Comparator.comparingDouble(e -> e.interval().low()))
            .orElseThrow(),
        average(scores, StyleScore::discriminability),
        average(scores, StyleScore::amplitude),
        average(scores, score -> score.detection().value()),
        average(scores, StyleScore::reliability),
        means.strengths,
        means.draws,
        means.jackknife,
        freedom);
  }

  private static Headline none(ReliableBand band) {
    double[][] nothing = new double[0][];
    Estimate none = Estimate.none(band.why());
    return new Headline(
        band.style(),
        band,
        none,
        List.of(),
        new double[0],
        none,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        new double[0],
        nothing,
        nothing,
        new int[0]);
  }

  /** Degrees of freedom of the draws over all categories; 0 where there are none. */
  public int overallFreedom() {
    return freedom.length == 0 ? 0 : freedom[freedom.length - 1];
  }

  /** P_k of each draw, (B); empty where the band is. */
  public double[] overallDraws() {
    return draws.length == 0 ? new double[0] : draws[draws.length - 1];
  }

  private static double average(List<StyleScore> scores, ToDoubleFunction<StyleScore> value) {
    return scores.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  private static Means mean(List<StyleScore> scores) {
    StyleScore any = scores.get(0);
    Means means =
        new Means(
            new double[any.draws().length][any.draws()[0].length],
            new double[any.jackknife().length][any.jackknife()[0].length],
            new double[any.perPrompt().length],
            new double[any.strengths().length]);
    for (StyleScore score : scores) {
      add(means.perPrompt, score.perPrompt(), scores.size());
      add(means.strengths, score.strengths(), scores.size());
      for (int c = 0; c < means.draws.length; c++) {
        add(means.draws[c], score.draws()[c], scores.size());
        add(means.jackknife[c], score.jackknife()[c], scores.size());
      }
    }
    return means;
  }

  private static void add(double[] sum, double[] values, int count) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i] / count;
    }
  }

  private record Means(
      double[][] draws, double[][] jackknife, double[] perPrompt, double[] strengths) {}
}
