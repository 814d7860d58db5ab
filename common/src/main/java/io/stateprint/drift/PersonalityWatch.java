package io.stateprint.drift;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Estimate;
import io.stateprint.inference.Reasons;
import io.stateprint.prompts.Style;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerScore;
import io.stateprint.score.ReliableBand;
import io.stateprint.validity.Check;
import io.stateprint.validity.Floors;
import io.stateprint.validity.ValidityTest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Percents of range of both runs, each over the band of layers that the reference chose.
 *
 * @param styles one row a style
 * @param drift of the styles that could be judged, in their order; null where none could
 * @param power that a style which moves by twice the least difference is found, with the spread of
 *     this comparison, of the judged styles
 */
public record PersonalityWatch(
    List<StyleWatch> styles, @Nullable PersonalityDrift drift, double[] power)
    implements Serializable {
  /** Sizes of the planted difference over the least one that matters. */
  public static final double PLANTED = 2;

  /**
   * A style.
   *
   * @param style which one
   * @param reference P of the run that was repeated
   * @param current P of the current run
   * @param floor V8, from the replicates
   * @param judged its place among the judged styles; -1 where it is none
   * @param why it is not judged; empty where it is
   */
  public record StyleWatch(
      Style style, Estimate reference, Estimate current, ValidityTest floor, int judged, String why)
      implements Serializable {}

  /** Judges all styles. */
  static PersonalityWatch of(List<LayerPercents> layers) {
    List<LayerScore> reference = layers.stream().map(LayerPercents::reference).toList();
    List<LayerScore> current = layers.stream().map(LayerPercents::current).toList();
    List<StyleWatch> styles = new ArrayList<>();
    List<double[]> draws = new ArrayList<>();
    List<Double> differences = new ArrayList<>();
    for (Style style : Style.values()) {
      ReliableBand band = ReliableBand.of(style, reference);
      Headline before = Headline.of(band, reference);
      Headline now = Headline.of(band, current);
      String why = why(before, now);
      styles.add(
          new StyleWatch(
              style,
              before.percent(),
              now.percent(),
              floor(layers, band),
              why.isEmpty() ? draws.size() : -1,
              why));
      if (why.isEmpty()) {
        double[] a = now.overallDraws();
        double[] b = before.overallDraws();
        draws.add(IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray());
        differences.add(now.percent().value() - before.percent().value());
      }
    }
    return judged(styles, draws, differences, Clusters.of(layers.get(0).prompts()));
  }

  private static PersonalityWatch judged(
      List<StyleWatch> styles, List<double[]> draws, List<Double> differences, Clusters clusters) {
    if (draws.isEmpty()) {
      return new PersonalityWatch(styles, null, new double[0]);
    }
    PersonalityScores scores =
        new PersonalityScores(
            differences.stream().mapToDouble(d -> d).toArray(),
            draws.toArray(double[][]::new),
            clusters.prompts(),
            clusters.freedom());
    double least = PersonalityDrift.LEAST_POINTS;
    double[] power = new double[draws.size()];
    Arrays.setAll(power, k -> PersonalityDrift.power(centred(scores), k, PLANTED * least, least));
    return new PersonalityWatch(styles, PersonalityDrift.of(scores, least), power);
  }

  /** The same spread around no difference. */
  private static PersonalityScores centred(PersonalityScores scores) {
    double[][] replicates = new double[scores.replicates().length][];
    for (int k = 0; k < replicates.length; k++) {
      double centre = scores.differences()[k];
      replicates[k] = Arrays.stream(scores.replicates()[k]).map(v -> v - centre).toArray();
    }
    return new PersonalityScores(
        new double[replicates.length], replicates, scores.prompts(), scores.freedom());
  }

  private static String why(Headline before, Headline now) {
    if (!before.percent().present()) {
      return before.percent().why();
    }
    if (!now.percent().present()) {
      return Reasons.of("drift.current", now.percent().why());
    }
    boolean finite =
        Arrays.stream(before.overallDraws()).allMatch(Double::isFinite)
            && Arrays.stream(now.overallDraws()).allMatch(Double::isFinite);
    return finite ? "" : Reasons.of("range.draws");
  }

  /** V8: how far replicates lie from the run that they repeat, on the key prompts. */
  private static ValidityTest floor(List<LayerPercents> layers, ReliableBand band) {
    List<double[][]> own =
        layers.stream()
            .filter(layer -> band.layers().contains(layer.reference().layer()))
            .map(LayerPercents::replicates)
            .toList();
    if (own.isEmpty() || own.stream().anyMatch(rows -> rows.length == 0)) {
      return Check.V8.notRun(own.isEmpty() ? band.why() : Reasons.of("drift.replicates"));
    }
    int k = band.style().index();
    double[] differences = new double[own.get(0).length - 1];
    Arrays.setAll(
        differences,
        r ->
            own.stream()
                .mapToDouble(rows -> rows[r + 1][k] - rows[0][k])
                .average()
                .orElse(Double.NaN));
    return Arrays.stream(differences).allMatch(Double::isFinite)
        ? Check.V8.judge(Floors.numeric(differences))
        : Check.V8.notRun(Reasons.of("range.replicate"));
  }
}
