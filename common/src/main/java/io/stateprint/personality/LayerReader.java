package io.stateprint.personality;

import io.stateprint.direction.Anisotropy;
import io.stateprint.direction.Auc;
import io.stateprint.direction.Calibration;
import io.stateprint.direction.PairedDirections;
import io.stateprint.direction.Shrinkage;
import io.stateprint.prompts.Style;
import io.stateprint.score.Injection;
import io.stateprint.score.LayerGram;
import io.stateprint.score.LayerScore;
import io.stateprint.score.LayerStates;
import io.stateprint.score.ScoreEstimator;
import io.stateprint.score.Standings;
import io.stateprint.score.StyleGram;
import io.stateprint.score.WhitenedDetection;
import io.stateprint.storage.InputException;
import io.stateprint.validity.LayerEvidence;
import io.stateprint.validity.Pitfalls;
import io.stateprint.validity.RandomDirections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads one layer: everything that needs the states themselves. Safe for several threads, each with
 * its own bank.
 */
public final class LayerReader {
  private static final WhitenedDetection.Found UNKNOWN =
      new WhitenedDetection.Found(new Auc(Double.NaN, Double.NaN, Double.NaN), new float[0]);

  private final BankPlan plan;
  private final long seed;

  /** For the layers of one model and pooling. */
  public LayerReader(BankPlan plan, long seed) {
    this.plan = plan;
    this.seed = seed;
  }

  /**
   * Reads a layer.
   *
   * @param bank its states
   * @param layer the block, 0-based
   * @param depth (layer + 1) / layers of the model
   * @throws InputException where a prompt lacks a condition, or the calibration set is too small
   */
  public LayerReading read(SampledBank bank, int layer, double depth) {
    LayerStates states = bank.paired(SampledBank.PROMPT, plan.ids(), layer, depth);
    List<SampledText> calm = bank.texts(SampledBank.CALIBRATION);
    float[][] neutral =
        bank.states(
            SampledBank.CALIBRATION,
            SampledBank.DEFAULT,
            calm.stream().map(SampledText::id).toList());
    Calibration calibration =
        Calibration.of(List.of(neutral), calm.stream().map(SampledText::topic).toList());
    ScoreEstimator estimator = plan.estimator();
    double[] weights = estimator.clusters().observed();
    LayerGram gram = LayerGram.of(states, calibration, neutral);
    LayerScore score = estimator.score(gram);
    Optional<PairedDirections> directions =
        moves(gram)
            ? Optional.of(PairedDirections.of(states.plus(), states.minus(), weights, signs(score)))
            : Optional.empty();
    double anisotropy = Anisotropy.of(List.of(neutral), seed);
    return new LayerReading(
        Standings.means(gram, estimator.folds(), estimator.clusters(), estimator.draws().weights()),
        LayerEvidence.of(gram, estimator.clusters(), estimator.folds(), seed),
        new LayerFacts(
            score,
            Standings.of(gram, estimator.folds(), weights),
            styles(new LayerInput(plan, bank, states, gram, calibration), score, directions),
            directions
                .map(
                    found ->
                        Pitfalls.ofLayer(
                            anisotropy,
                            calibration.massive().length,
                            found,
                            Arrays.asList(states.base())))
                .orElse(Set.of()),
            anisotropy,
            calibration.massive().length));
  }

  /** Whether the instructions of every style move some state; in the first layer they may not. */
  private static boolean moves(LayerGram gram) {
    return Arrays.stream(gram.styles())
        .allMatch(
            style ->
                IntStream.range(0, style.square().length).anyMatch(p -> style.square()[p][p] > 0));
  }

  private static int[] signs(LayerScore score) {
    return score.styles().stream().mapToInt(s -> s.meanRange().value() < 0 ? -1 : 1).toArray();
  }

  private List<StyleReading> styles(
      LayerInput layer, LayerScore score, Optional<PairedDirections> directions) {
    LayerStates states = layer.states();
    Calibration calibration = layer.calibration();
    double[][] random =
        RandomDirections.gaussian(
            RandomDirections.USUAL, states.width(), calibration.massive(), seed);
    double nonsense = layer.nonsense();
    List<StyleReading> out = new ArrayList<>();
    for (Style style : Style.values()) {
      int k = style.index();
      float[][][] own = {states.base(), states.plus()[k], states.minus()[k]};
      FurtherReader further = new FurtherReader(layer, style);
      FurtherReader.Controls controls = further.controls();
      DrawnReader drawn = new DrawnReader(further, layer, seed + 5);
      float[] direction = directions.map(d -> narrow(d.unit()[k])).orElse(new float[0]);
      out.add(
          new StyleReading(
              direction,
              directions.map(d -> whitened(own, calibration)).orElse(UNKNOWN),
              recovery(own, layer.gram().styles()[k], score.of(style).meanRange().value()),
              RandomDirections.aucs(own[1], own[2], random),
              nonsense,
              directions.map(d -> calibration.massiveShare(d.unit()[k])).orElse(Double.NaN),
              controls.wording(),
              controls.wordingSpread(),
              further.transfer(),
              controls.doses(),
              further.languages(),
              further.scores("paraphrase"),
              further.scores(FurtherReader.FRAMING),
              further.systems(),
              drawn.framings(),
              drawn.systems()));
    }
    return out;
  }

  private WhitenedDetection.Found whitened(float[][][] own, Calibration calibration) {
    ScoreEstimator estimator = plan.estimator();
    return WhitenedDetection.of(
        new float[][][] {own[1], own[2]},
        calibration,
        estimator.folds(),
        estimator.clusters().observed(),
        Shrinkage.OAS);
  }

  private double recovery(float[][][] own, StyleGram gram, double range) {
    ScoreEstimator estimator = plan.estimator();
    return range > 0
        ? Injection.recovery(own, gram, estimator.folds(), estimator.clusters().observed(), range)
        : Double.NaN;
  }

  private static float[] narrow(double[] wide) {
    float[] out = new float[wide.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = (float) wide[d];
    }
    return out;
  }
}
