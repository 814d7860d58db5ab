package io.stateprint.validity;

import io.stateprint.inference.Reasons;
import io.stateprint.prompts.Style;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerScore;
import io.stateprint.score.PermutationNull;
import io.stateprint.score.StyleScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;

/**
 * The checks of one headline that follow from the states of the bank alone. Where a check has a
 * value a layer, the worst layer of the band counts.
 */
public final class Evidence {
  private static final double CHANCE = 0.5;
  private static final double LEAST_LOW = 0.6;
  private static final double NORMAL = 1.959963984540054;

  private Evidence() {}

  /**
   * V1, V2, V4, V7 and V10 of a headline. Where its band is empty V1 is red, for no layer detects
   * the style reliably, and the others are not run: what has no number is not to be trusted.
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
          new ValidityTest(
              Check.V1, largest(headline.style(), scores), Colour.RED, headline.band().why()),
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

  /** V1, V4 and V10 of a score at one layer. */
  public static List<ValidityTest> ofLayer(StyleScore score) {
    List<StyleScore> one = List.of(score);
    return List.of(detection(one), Check.V4.judge(score.reliability()), range(one));
  }

  private static double largest(Style style, List<LayerScore> scores) {
    return scores.stream()
        .mapToDouble(s -> s.of(style).detection().value())
        .max()
        .orElse(Double.NaN);
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

  /**
   * V3: how much better a direction tells +k from -k in words that it has not seen than the same
   * procedure on the bag of embeddings, what enters layer 0. A bag that goes the wrong way knows no
   * more than chance, so it counts as 0.5: else a direction at chance would pass beside it.
   *
   * @param auc of the headline's quantity under further wordings
   * @param bag the same of the bag of embeddings
   */
  public static ValidityTest gain(double auc, double bag) {
    ValidityTest test = Check.V3.judge(auc - Math.max(bag, CHANCE));
    boolean explained = test.colour() == Colour.AMBER || test.colour() == Colour.RED;
    return explained
        ? new ValidityTest(
            Check.V3,
            test.value(),
            test.colour(),
            Reasons.of("bag.gain", Reasons.number(auc), Reasons.number(bag)))
        : test;
  }

  /**
   * V14: the correlation with length, red too where much of the direction is massive. A correlation
   * of 100 prompts is off by 0.1 or more by chance, so it is red only where its 95% interval
   * (Fisher 1921, Metron 1:3) lies beyond the bound, and green only where it is small itself.
   *
   * @param partial correlation within categories
   * @param freedom prompts less categories
   * @param massiveShare of the direction
   */
  public static ValidityTest nuisance(double partial, int freedom, double massiveShare) {
    ValidityTest length = Check.V14.judge(Math.abs(partial));
    if (length.colour() == Colour.RED && !isBeyond(partial, freedom)) {
      length = new ValidityTest(Check.V14, length.value(), Colour.AMBER, length.why());
    }
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

  /** Whether the lower end of |r| is beyond amber; the degrees of freedom stand for n - 1. */
  private static boolean isBeyond(double partial, int freedom) {
    double half = NORMAL / Math.sqrt(Math.max(1, freedom - 2));
    return Math.tanh(FastMath.atanh(Math.abs(partial)) - half) > Check.V14.amber();
  }

  /**
   * V17: what is left of the distance of random directions, and of styles that ids deal, from 0.5
   * beyond sampling error; whichever is more. Red where either's interval leaves 0.45 to 0.55.
   */
  public static ValidityTest control(NegativeControl random, NegativeControl dealt) {
    return Check.V17.judge(Math.max(random.off(), dealt.off()));
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
