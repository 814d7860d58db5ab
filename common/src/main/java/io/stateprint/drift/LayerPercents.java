package io.stateprint.drift;

import io.stateprint.direction.Calibration;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.SampledBank;
import io.stateprint.personality.SampledText;
import io.stateprint.profile.PromptKey;
import io.stateprint.score.CrossFit;
import io.stateprint.score.LayerGram;
import io.stateprint.score.LayerScore;
import io.stateprint.score.LayerStates;
import io.stateprint.score.StyleGram;
import io.stateprint.storage.InputException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Percents of range at one layer.
 *
 * @param prompts scored in both runs, sorted by id, (P)
 * @param reference the run that was repeated, all its prompts
 * @param current the current run, the same prompts
 * @param replicates P of the key prompts in the run that was repeated, then in each replicate; of
 *     no row where replicates were not sampled under all conditions, (R + 1, K)
 */
public record LayerPercents(
    List<PromptKey> prompts, LayerScore reference, LayerScore current, double[][] replicates)
    implements Serializable {
  /**
   * Scores a layer.
   *
   * @param runs its states
   * @param watch what is watched
   */
  static LayerPercents of(LayerStatesOfRuns runs, WatchPlan watch) {
    SampledBank bank = runs.reference();
    List<PromptKey> shared =
        bank.prompts().stream().filter(key -> watch.scored().contains(key.id())).toList();
    BankPlan plan = BankPlan.of(shared, watch.draws(), watch.seed());
    List<String> ids = plan.keys().stream().map(PromptKey::id).toList();
    return new LayerPercents(
        plan.keys(),
        score(bank, plan, ids, runs),
        score(runs.current(), plan, ids, runs),
        watch.instructed() ? replicates(runs, watch, shared) : new double[0][]);
  }

  private static LayerScore score(
      SampledBank bank, BankPlan plan, List<String> ids, LayerStatesOfRuns runs) {
    List<SampledText> calm = bank.texts(SampledBank.CALIBRATION);
    LayerStates states = bank.paired(SampledBank.PROMPT, ids, runs.layer(), runs.depth());
    return plan.estimator()
        .score(
            LayerGram.of(
                states, LayerScale.calibration(bank, calm), LayerScale.neutral(bank, calm)));
  }

  private static double[][] replicates(
      LayerStatesOfRuns runs, WatchPlan watch, List<PromptKey> shared) {
    List<PromptKey> keys =
        shared.stream().filter(key -> watch.prompts().contains(key.id())).toList();
    try {
      Clusters clusters = Clusters.of(keys);
      Calibration calibration =
          LayerScale.calibration(runs.reference(), runs.reference().texts(SampledBank.CALIBRATION));
      List<SampledBank> banks = new ArrayList<>(List.of(runs.reference()));
      banks.addAll(runs.replicates());
      List<String> ids = keys.stream().map(PromptKey::id).toList();
      return banks.stream()
          .map(bank -> bank.paired(SampledBank.PROMPT, ids, runs.layer(), runs.depth()))
          .map(states -> percents(states, clusters, calibration))
          .toArray(double[][]::new);
    } catch (InputException e) {
      // Too few topics a category among the key prompts: the floor is not measured.
      return new double[0][];
    }
  }

  private static double[] percents(LayerStates states, Clusters clusters, Calibration calibration) {
    double[] out = new double[states.plus().length];
    Folds folds = Folds.five(clusters);
    for (int k = 0; k < out.length; k++) {
      StyleGram gram =
          StyleGram.of(states.base(), states.plus()[k], states.minus()[k], calibration);
      out[k] = CrossFit.of(gram, folds, clusters.observed()).percent(clusters.observed());
    }
    return out;
  }
}
