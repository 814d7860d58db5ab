package io.stateprint.personality;

import io.stateprint.direction.Calibration;
import io.stateprint.inference.Folds;
import io.stateprint.score.CrossFit;
import io.stateprint.score.LayerGram;
import io.stateprint.score.LayerStates;
import io.stateprint.score.StyleGram;
import java.util.List;

/**
 * A layer while it is read.
 *
 * @param plan of the prompts
 * @param bank all its states
 * @param states those of the prompts
 * @param gram inner products of those
 * @param calibration from the neutral texts
 */
record LayerInput(
    BankPlan plan, SampledBank bank, LayerStates states, LayerGram gram, Calibration calibration) {

  /** AUC of the instruction that asks for nothing, on unseen topics; NaN where it is missing. */
  double nonsense() {
    String control = FurtherReader.CONTROL;
    if (!bank.has(control, "+nonsense") || !bank.has(control, "-nonsense")) {
      return Double.NaN;
    }
    List<String> ids = bank.ids(control, "+nonsense");
    return BankPlan.clusters(plan.some(ids))
        .map(
            own -> {
              StyleGram nonsense =
                  StyleGram.of(
                      bank.states(SampledBank.PROMPT, SampledBank.DEFAULT, ids),
                      bank.states(control, "+nonsense", ids),
                      bank.states(control, "-nonsense", ids),
                      calibration);
              Folds folds = Folds.five(own);
              return CrossFit.of(nonsense, folds, own.observed()).auc(folds.of()).value();
            })
        .orElse(Double.NaN);
  }
}
