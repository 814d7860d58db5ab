package io.stateprint.personality;

import io.stateprint.direction.Calibration;
import io.stateprint.prompts.Style;
import io.stateprint.score.Columns;
import io.stateprint.score.LayerGram;
import io.stateprint.score.LayerScore;
import io.stateprint.score.LayerStates;
import io.stateprint.score.StyleGram;
import io.stateprint.score.StyleScore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the plain states of another model of the same width stand on a model's own scale: along its
 * directions, between its own two extremes. What the other model does under instructions has no
 * part in it.
 */
public final class SharedScale {
  private SharedScale() {}

  /**
   * Reads one layer.
   *
   * @param plan of the prompts, that both models were asked
   * @param own states of the model whose scale it is
   * @param other states of the other one, under no instruction
   * @param layer the block, 0-based
   * @param depth (layer + 1) / layers of the models
   * @return percents of the other model; what says how well directions work is of the scale
   * @throws io.stateprint.storage.InputException where the other model lacks a prompt
   */
  public static LayerScore read(
      BankPlan plan, SampledBank own, SampledBank other, int layer, double depth) {
    LayerStates states = own.paired(SampledBank.PROMPT, plan.ids(), layer, depth);
    float[][] scored = other.states(SampledBank.PROMPT, SampledBank.DEFAULT, plan.ids());
    LayerStates.require(
        layer, "default of the other model", scored, plan.keys().size(), states.width());
    List<SampledText> calm = own.texts(SampledBank.CALIBRATION);
    float[][] neutral =
        own.states(
            SampledBank.CALIBRATION,
            SampledBank.DEFAULT,
            calm.stream().map(SampledText::id).toList());
    Calibration calibration =
        Calibration.of(List.of(neutral), calm.stream().map(SampledText::topic).toList());
    LayerGram gram = LayerGram.of(states, calibration, neutral);
    int[] all = IntStream.range(0, scored.length).toArray();
    List<StyleScore> styles = new ArrayList<>();
    for (Style style : Style.values()) {
      float[][] minus = states.minus()[style.index()];
      StyleGram shared =
          gram.styles()[style.index()].with(
              all, scored, minus, Columns.differences(states.plus()[style.index()], minus));
      styles.add(plan.estimator().score(style, shared, gram.typical()));
    }
    return new LayerScore(
        layer, depth, styles, gram.cosines(plan.estimator().clusters().observed()));
  }
}
