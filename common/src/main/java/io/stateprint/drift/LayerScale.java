package io.stateprint.drift;

import io.stateprint.direction.Calibration;
import io.stateprint.direction.PairedDirections;
import io.stateprint.geometry.CentredStates;
import io.stateprint.personality.SampledBank;
import io.stateprint.personality.SampledText;
import io.stateprint.prompts.Style;
import io.stateprint.score.LayerStates;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Centre and axes of a layer, from the run that was repeated. */
final class LayerScale {
  private static final double LEAST = 1e-6;

  private LayerScale() {}

  /**
   * The centre: the mean of the neutral prompts, massive dimensions left out; of the key prompts
   * where no neutral ones were sampled. None where a state hardly differs from it, as where all
   * prompts end in the same tokens and the layer has not yet looked back.
   */
  static CentredStates centre(SampledBank bank, float[][] keys) {
    List<SampledText> calm = bank.texts(SampledBank.CALIBRATION);
    CentredStates scale =
        calm.isEmpty() ? CentredStates.around(keys) : centred(calibration(bank, calm));
    CentredStates raw = CentredStates.raw(keys[0].length);
    boolean apart =
        Arrays.stream(keys)
            .allMatch(state -> length(scale.of(state)) > LEAST * length(raw.of(state)));
    return apart ? scale : raw;
  }

  private static CentredStates centred(Calibration calibration) {
    return new CentredStates(calibration.mean(), calibration.massive());
  }

  /** The neutral prompts' calibration. */
  static Calibration calibration(SampledBank bank, List<SampledText> calm) {
    return Calibration.of(
        List.of(neutral(bank, calm)), calm.stream().map(SampledText::topic).toList());
  }

  static float[][] neutral(SampledBank bank, List<SampledText> calm) {
    return bank.states(
        SampledBank.CALIBRATION, SampledBank.DEFAULT, calm.stream().map(SampledText::id).toList());
  }

  /** The paired directions; zeros where a style's instructions do not move the states, (K, D). */
  static double[][] paired(LayerStates states) {
    int styles = states.plus().length;
    boolean moves =
        IntStream.range(0, styles)
            .allMatch(k -> !Arrays.deepEquals(states.plus()[k], states.minus()[k]));
    if (!moves) {
      return new double[styles][states.width()];
    }
    double[] weights = new double[states.prompts()];
    Arrays.fill(weights, 1);
    int[] signs = new int[styles];
    Arrays.fill(signs, 1);
    return PairedDirections.of(states.plus(), states.minus(), weights, signs).unit();
  }

  /** The article's topic contrasts; zeros where the anchors' means are equal, (K, D). */
  static double[][] article(SampledBank bank) {
    List<SampledText> anchors = bank.texts("anchor");
    double[][] means =
        Arrays.stream(Style.values())
            .map(
                style ->
                    CentredStates.around(
                            bank.states(
                                "anchor",
                                SampledBank.DEFAULT,
                                anchors.stream()
                                    .filter(text -> text.category().equals(style.id()))
                                    .map(SampledText::id)
                                    .toList()))
                        .centre())
            .toArray(double[][]::new);
    double[][] axes = PairedDirections.contrasts(means);
    boolean finite = Arrays.stream(axes).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    return finite ? axes : new double[axes.length][means[0].length];
  }

  private static double length(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(v -> v * v).sum());
  }
}
