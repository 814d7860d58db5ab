package io.stateprint.report;

import java.util.EnumSet;
import java.util.Set;

/** What differs between two models beside their weights, and may make a difference of scores. */
public enum Unlikeness {
  /** One is asked through its chat template, the other gets the bare text (W10). */
  FORMAT,
  /** Each is asked through a chat template of its own (W10). */
  TEMPLATE,
  /** Their system prompts differ (W12). */
  SYSTEM,
  /** They were computed in other types of numbers (W13). */
  DTYPE,
  /** Their weights are stored in other types of numbers (W20). */
  STORED,
  /** Their tokenizers differ, which is usual and does no harm to scores. */
  TOKENIZER,
  /** Nothing differs: the weights are the same. */
  SAME_WEIGHTS;

  /** Those of two models. */
  public static Set<Unlikeness> of(ComparedModel first, ComparedModel second) {
    Set<Unlikeness> out = EnumSet.noneOf(Unlikeness.class);
    ModelSection.Facts a = first.facts();
    ModelSection.Facts b = second.facts();
    boolean formats = !first.format().equals(second.format());
    boolean chat = first.format().equals("chat");
    add(out, FORMAT, formats);
    add(out, TEMPLATE, !formats && chat && !a.templateSha256().equals(b.templateSha256()));
    add(out, SYSTEM, !first.system().equals(second.system()));
    add(out, DTYPE, !a.computeType().equals(b.computeType()));
    add(out, STORED, !a.storedType().equals(b.storedType()));
    add(out, TOKENIZER, !a.tokenizerSha256().equals(b.tokenizerSha256()));
    add(out, SAME_WEIGHTS, a.weightsFingerprint().equals(b.weightsFingerprint()));
    return out;
  }

  private static void add(Set<Unlikeness> out, Unlikeness one, boolean holds) {
    if (holds) {
      out.add(one);
    }
  }
}
