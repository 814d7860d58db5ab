package io.stateprint.personality;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Reasons;
import io.stateprint.prompts.Style;
import io.stateprint.score.CategoryContrasts;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerScore;
import io.stateprint.score.WordingTransfer;
import io.stateprint.validity.Agreement;
import io.stateprint.validity.Check;
import io.stateprint.validity.Evidence;
import io.stateprint.validity.Floors;
import io.stateprint.validity.Grade;
import io.stateprint.validity.NegativeControl;
import io.stateprint.validity.Pitfalls;
import io.stateprint.validity.ValidityTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Checks the headline of a style. What a check asks of a direction (V1, V2, V4, V7, V10, V13, V15,
 * V17) must hold at every layer of the band, so the worst one counts; what it asks of the score
 * (V3, V5, V9, V11, V14) is asked of the headline's own quantity, the mean over the band of each
 * prompt's percent. Safe for several threads.
 */
final class VerdictMaker {
  private static final String NO_TEXTS = "the texts that it needs were not sampled: ";

  /** Of fewer prompts a gain of 0.05 is below the standard error of an AUC near 0.9. */
  private static final int FEWEST = 20;

  private final BankPlan plan;
  private final List<LayerReading> layers;
  private final BankTexts texts;

  VerdictMaker(BankPlan plan, List<LayerReading> layers, BankTexts texts) {
    this.plan = plan;
    this.layers = layers;
    this.texts = texts;
  }

  /**
   * The verdict of a style.
   *
   * @param headline of it
   * @param falseAlarms share of A/A splits that differ; NaN where it cannot be had
   * @param contrasts between categories
   */
  StyleVerdict verdict(Headline headline, double falseAlarms, CategoryContrasts contrasts) {
    Style style = headline.style();
    List<LayerReading> band =
        layers.stream().filter(l -> headline.band().layers().contains(l.layer())).toList();
    List<ValidityTest> tests = new ArrayList<>();
    List<LayerScore> scores = layers.stream().map(l -> l.facts().score()).toList();
    tests.addAll(
        Evidence.of(
            headline, scores, layers.stream().map(l -> l.evidence().get(style.index())).toList()));
    Paraphrased paraphrased = paraphrased(headline);
    tests.addAll(band.isEmpty() ? List.of() : checks(headline, band, paraphrased, falseAlarms));
    tests.add(gain(headline, band));
    tests.addAll(notRun());
    tests.sort(Comparator.comparing(ValidityTest::check));
    return new StyleVerdict(
        headline,
        List.copyOf(tests),
        headline.percent().present() ? Grade.of(tests) : Grade.X,
        Pitfalls.ofHeadline(
            headline,
            tests,
            paraphrased.within(),
            new Pitfalls.Instructions(
                worst(band, style, StyleReading::wording, false),
                worst(band, style, StyleReading::nonsense, true))),
        contrasts);
  }

  /**
   * V3 of the headline's own quantity, the mean over the band; one bag of embeddings, pooled over
   * the user's tokens, stands beside headlines of every pooling.
   */
  private ValidityTest gain(Headline headline, List<LayerReading> band) {
    if (band.isEmpty()) {
      return Check.V3.notRun(headline.band().why());
    }
    int k = headline.style().index();
    WordingTransfer states =
        WordingTransfer.mean(band.stream().map(l -> l.facts().styles().get(k).transfer()).toList());
    if (states.prompts() == 0) {
      return Check.V3.notRun(Reasons.of("bag.wordings"));
    }
    if (texts.bags().isEmpty() || texts.bags().get(k).prompts() == 0) {
      return Check.V3.notRun(Reasons.of("bag.none"));
    }
    return states.prompts() < FEWEST
        ? Check.V3.notRun(Reasons.of("bag.few", states.prompts(), FEWEST))
        : Evidence.gain(states.auc(), texts.bags().get(k).auc());
  }

  private Clusters clusters() {
    return plan.estimator().clusters();
  }

  private List<ValidityTest> checks(
      Headline headline, List<LayerReading> band, Paraphrased paraphrased, double falseAlarms) {
    Style style = headline.style();
    return List.of(
        paraphrased.count() == 0
            ? Check.V5.notRun(NO_TEXTS + "paraphrases under all conditions")
            : Check.V5.judge(paraphrased.reliability()),
        paraphrased.count() == 0
            ? Check.V9.notRun(NO_TEXTS + "paraphrases under all conditions")
            : Evidence.wording(paraphrased.floor(), 0),
        judged(Check.V11, monotonicity(band, style), "doses (sweep.controls.doses)"),
        judged(
            Check.V13,
            worst(band, style, StyleReading::languages, false),
            "prompts in two languages"),
        Evidence.nuisance(
            Agreement.partial(headline.perPrompt(), lengths(), clusters().category()),
            clusters().prompts() - clusters().categories().size(),
            worst(band, style, StyleReading::massiveShare, true)),
        Evidence.recovery(furthest(band, style, StyleReading::recovery, 1)),
        Check.V16.judge(falseAlarms),
        Evidence.control(
            random(band, style),
            NegativeControl.of(
                band.stream()
                    .map(l -> l.evidence().get(style.index()).dealt())
                    .toArray(double[][]::new))));
  }

  /** Of the mean over the band; NaN where doses were not sampled, or a layer has no range. */
  private static double monotonicity(List<LayerReading> band, Style style) {
    List<double[][]> byLayer =
        band.stream().map(l -> l.facts().styles().get(style.index()).doses()).toList();
    if (byLayer.stream().anyMatch(doses -> doses.length == 0)) {
      return Double.NaN;
    }
    double[][] mean = new double[byLayer.get(0).length][byLayer.get(0)[0].length];
    for (double[][] doses : byLayer) {
      for (int p = 0; p < mean.length; p++) {
        for (int d = 0; d < mean[p].length; d++) {
          mean[p][d] += doses[p][d] / byLayer.size();
        }
      }
    }
    return Agreement.monotonicity(mean);
  }

  private static NegativeControl random(List<LayerReading> band, Style style) {
    return NegativeControl.of(
        band.stream()
            .map(l -> l.facts().styles().get(style.index()).random())
            .toArray(double[][]::new));
  }

  private static ValidityTest judged(Check check, double value, String needed) {
    return Double.isNaN(value) ? check.notRun(NO_TEXTS + needed) : check.judge(value);
  }

  private static List<ValidityTest> notRun() {
    return List.of(
        Check.V6.notRun("a ranking of four models or more is needed; choose makes one"),
        Check.V8.notRun("one run alone has no numeric floor; drift --reference measures it"),
        Check.V12.notRun(Reasons.of("responses.none")),
        Check.V18.notRun("it belongs to drift"),
        Check.V19.notRun("it belongs to drift"));
  }

  /** Tokens of each prompt; NaN where it is not known. */
  private double[] lengths() {
    return plan.ids().stream()
        .mapToDouble(
            id -> {
              Integer length = texts.lengths().get(id);
              return length == null ? Double.NaN : length;
            })
        .toArray();
  }

  /**
   * What paraphrases say of a score.
   *
   * @param count of them
   * @param reliability of the score
   * @param within the same within categories
   * @param floor difference of the means, in points
   */
  private record Paraphrased(int count, double reliability, double within, double floor) {
    static final Paraphrased NONE = new Paraphrased(0, Double.NaN, Double.NaN, Double.NaN);
  }

  private Paraphrased paraphrased(Headline headline) {
    List<String> ids = plan.ids();
    Rewordings found =
        Rewordings.of(headline, layers.stream().map(LayerReading::facts).toList(), texts, ids);
    if (found.count() == 0) {
      return Paraphrased.NONE;
    }
    int[] category =
        found.originals().stream().mapToInt(id -> clusters().category()[ids.indexOf(id)]).toArray();
    return new Paraphrased(
        found.count(),
        Agreement.splitHalf(found.original(), found.again()),
        Agreement.splitHalfWithin(found.original(), found.again(), category),
        Floors.spread(
            new double[] {StatUtils.mean(found.original()), StatUtils.mean(found.again())}));
  }

  private static double worst(
      List<LayerReading> band, Style style, ToDoubleFunction<StyleReading> value, boolean largest) {
    DoubleStream values =
        band.stream()
            .mapToDouble(l -> value.applyAsDouble(l.facts().styles().get(style.index())))
            .filter(v -> !Double.isNaN(v));
    return (largest ? values.max() : values.min()).orElse(Double.NaN);
  }

  private static double furthest(
      List<LayerReading> band, Style style, ToDoubleFunction<StyleReading> value, double from) {
    return band.stream()
        .map(l -> value.applyAsDouble(l.facts().styles().get(style.index())))
        .filter(v -> !Double.isNaN(v))
        .max(Comparator.comparingDouble(v -> Math.abs(v - from)))
        .orElse(Double.NaN);
  }
}
