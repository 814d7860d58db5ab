package io.stateprint.validity;

import io.stateprint.score.Headline;
import io.stateprint.score.LayerScore;
import io.stateprint.score.PermutationNull;
import io.stateprint.score.StyleScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The checks of one headline that follow from the states of the bank alone. Where a check has a
 * value a layer, the worst layer of the band counts.
 */
public final class Evidence {
  private static final double LEAST_LOW = 0.6;

  private Evidence() {}

  /**
   * V1, V2, V4, V7 and V10 of a headline; all of them not run where its band is empty.
   *
   * @param headline to be graded
   * @param scores at all sampled layers, in order
   * @param layers evidence on the style at the same layers
   */
  public static List<ValidityTest> of(
      Headline headline, List<LayerScore> scores, List<LayerEvidence> layers) {
    int[] band =
        IntStream.range(0, scores.size())
            .filter(l -> headline.band().layers().contains(scores.get(l).layer()))
            .toArray();
    if (band.length == 0) {
      return List.of(
          Check.V1.notRun(headline.band().why()),
          Check.V2.notRun(headline.band().why()),
          Check.V4.notRun(headline.band().why()),
          Check.V7.notRun(headline.band().why()),
          Check.V10.notRun(headline.band().why()));
    }
    List<StyleScore> own =
        IntStream.of(band).mapToObj(l -> scores.get(l).of(headline.style())).toList();
    List<ValidityTest> out = new ArrayList<>();
    out.add(detection(own));
    out.add(selectivity(layers, band));
    out.add(Check.V4.judge(own.stream().mapToDouble(StyleScore::reliability).min().orElseThrow()));
    out.add(permutation(layers, band));
    out.add(range(own));
    return out;
  }

  private static ValidityTest detection(List<StyleScore> band) {
    StyleScore worst =
        band.stream()
            .min(Comparator.comparingDouble(score -> score.detection().value()))
            .orElseThrow();
    return Check.V1.judge(
        worst.detection().value(),
        worst.detection().low() >= LEAST_LOW,
        "the interval of AUC goes below 0.6");
  }

  private static ValidityTest selectivity(List<LayerEvidence> layers, int[] band) {
    return Check.V2.judge(
        IntStream.of(band).mapToDouble(l -> layers.get(l).selectivity()).min().orElseThrow());
  }

  private static ValidityTest permutation(List<LayerEvidence> layers, int[] band) {
    double[] p = PermutationNull.of(layers.stream().map(LayerEvidence::permutation).toList());
    return Check.V7.judge(IntStream.of(band).mapToDouble(l -> p[l]).max().orElseThrow());
  }

  private static ValidityTest range(List<StyleScore> band) {
    double least = band.stream().mapToDouble(StyleScore::discriminability).min().orElseThrow();
    boolean above = band.stream().allMatch(score -> score.meanRange().interval().low() > 0);
    return Check.V10.judge(least, above, "the interval of the mean range is not above 0");
  }

  /** V3: the AUC of a direction less that of the bag of embeddings, the states before layer 0. */
  public static ValidityTest gain(double auc, double bag) {
    return Check.V3.judge(auc - bag);
  }

  /** V14: the correlation with length, red too where much of the direction is massive. */
  public static ValidityTest nuisance(double partial, double massiveShare) {
    ValidityTest length = Check.V14.judge(Math.abs(partial));
    if (length.colour() == Colour.NOT_RUN || length.colour() == Colour.RED) {
      return length;
    }
    String why = "%.0f%% of the direction lies in massive dimensions".formatted(100 * massiveShare);
    if (massiveShare > 0.25) {
      return new ValidityTest(Check.V14, length.value(), Colour.RED, why);
    }
    return massiveShare > 0.10 && length.colour() == Colour.GREEN
        ? new ValidityTest(Check.V14, length.value(), Colour.AMBER, why)
        : length;
  }

  /** V17: the AUC of random directions or of the nonsense style, whichever is further from 0.5. */
  public static ValidityTest control(double random, double nonsense) {
    double off = Math.abs(random - 0.5);
    return Check.V17.judge(Double.isNaN(nonsense) ? off : Math.max(off, Math.abs(nonsense - 0.5)));
  }

  /** V15: measured over planted shift. */
  public static ValidityTest recovery(double ratio) {
    return Check.V15.judge(Math.abs(ratio - 1));
  }

  /** V13: the lower of two AUC, each of directions of one language on prompts of the other. */
  public static ValidityTest languages(double one, double other) {
    return Check.V13.judge(Math.min(one, other));
  }

  /**
   * V8: the floor in points; red too where the difference that is claimed is below three floors.
   */
  public static ValidityTest floor(double floor, double claimed) {
    return Check.V8.judge(
        floor,
        Double.isNaN(claimed) || Math.abs(claimed) >= 3 * floor,
        "the difference is below three times the numeric floor");
  }

  /** V9: the floor in points; red too where more than a tenth of rankings flip. */
  public static ValidityTest wording(double floor, double flips) {
    return Check.V9.judge(floor, flips <= 0.10, "more than 10% of rankings of models flip");
  }
}
