package io.stateprint.personality;

import io.stateprint.prompts.Style;
import io.stateprint.score.WordingTransfer;
import io.stateprint.score.WordingTransfer.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads whether a direction of the first wording of a style's instructions parts the further ones:
 * at a layer, and in the bag of embeddings, which knows words and nothing else.
 */
public final class AcrossWordings {
  static final List<String> FURTHER = List.of("w2", "w3");

  private AcrossWordings() {}

  /**
   * Reads the bags of embeddings.
   *
   * @param plan of the prompts
   * @param bank bags of prompts under the nine conditions and of prompts under further wordings
   * @return one a style, (K); {@link WordingTransfer#NONE} where texts of a style are missing, a
   *     blind one where both instructions are the same words in another order
   */
  public static List<WordingTransfer> bags(BankPlan plan, SampledBank bank) {
    return Arrays.stream(Style.values()).map(style -> bag(plan, bank, style)).toList();
  }

  private static WordingTransfer bag(BankPlan plan, SampledBank bank, Style style) {
    List<String> ids = plan.ids();
    boolean there =
        bank.ids(SampledBank.PROMPT, "+" + style.id()).containsAll(ids)
            && bank.ids(SampledBank.PROMPT, "-" + style.id()).containsAll(ids);
    List<String> wordings = wordings(bank, style);
    if (!there || wordings.isEmpty()) {
      return WordingTransfer.NONE;
    }
    Training training =
        Training.of(
            bank.states(SampledBank.PROMPT, "+" + style.id(), ids),
            bank.states(SampledBank.PROMPT, "-" + style.id(), ids),
            plan.estimator().folds(),
            plan.estimator().clusters().observed());
    WordingTransfer found = of(plan, bank, style, training);
    return found.prompts() > 0
        ? found
        : WordingTransfer.blind(wordings.size(), plan.foldsOf(plan.some(ids)));
  }

  /** Reads one style at a layer, or in the bag. */
  static WordingTransfer of(BankPlan plan, SampledBank bank, Style style, Training training) {
    List<String> wordings = wordings(bank, style);
    if (wordings.isEmpty()) {
      return WordingTransfer.NONE;
    }
    String first = "+" + style.id() + "/" + wordings.get(0);
    List<String> ids =
        plan.some(bank.ids(FurtherReader.CONTROL, first)).stream().map(key -> key.id()).toList();
    return WordingTransfer.of(
        training,
        worded(bank, "+" + style.id(), wordings, ids),
        worded(bank, "-" + style.id(), wordings, ids),
        plan.foldsOf(plan.some(ids)));
  }

  /** Further wordings of both instructions of a style that were sampled. */
  static List<String> wordings(SampledBank bank, Style style) {
    return FURTHER.stream()
        .filter(
            wording ->
                bank.has(FurtherReader.CONTROL, "+" + style.id() + "/" + wording)
                    && bank.has(FurtherReader.CONTROL, "-" + style.id() + "/" + wording))
        .toList();
  }

  /** States under the first wording of an instruction, then under some further ones. */
  static float[][][] worded(
      SampledBank bank, String condition, List<String> wordings, List<String> ids) {
    List<float[][]> out = new ArrayList<>();
    out.add(bank.states(SampledBank.PROMPT, condition, ids));
    wordings.forEach(
        wording -> out.add(bank.states(FurtherReader.CONTROL, condition + "/" + wording, ids)));
    return out.toArray(float[][][]::new);
  }
}
