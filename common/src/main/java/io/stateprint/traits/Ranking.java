package io.stateprint.traits;

import io.stateprint.personality.Personality;
import io.stateprint.personality.Rewordings;
import io.stateprint.prompts.Style;
import io.stateprint.validity.Check;
import io.stateprint.validity.Generalisability;
import io.stateprint.validity.ValidityTest;
import java.util.Arrays;
import java.util.List;

/**
 * How well a ranking of models by a style would hold with other prompts in other words (V6), from
 * the prompts that have a paraphrase. Templates, which the check may cross with these, are one each
 * here: a model is asked through its own.
 */
public final class Ranking {
  private static final int MODELS = 4;
  private static final int PROMPTS = 3;

  private Ranking() {}

  /** The models with V6 of every style in their verdicts and grades, in the same order. */
  public static List<Personality> checked(List<Personality> models) {
    List<ValidityTest> tests =
        Arrays.stream(Style.values()).map(style -> test(models, style)).toList();
    return models.stream().map(model -> model.with(tests)).toList();
  }

  /** V6 of a style; not run for fewer than four models, or where one of them has no such scores. */
  static ValidityTest test(List<Personality> models, Style style) {
    if (models.size() < MODELS) {
      return Check.V6.notRun(
          "the ranking has %d models, %d are needed".formatted(models.size(), MODELS));
    }
    List<Rewordings> all = models.stream().map(model -> model.rewordings(style)).toList();
    List<String> originals = all.get(0).originals().stream().distinct().toList();
    if (originals.size() < PROMPTS
        || all.stream().anyMatch(one -> !one.originals().equals(all.get(0).originals()))) {
      return Check.V6.notRun(
          "not every model has a percent of the same prompts in other words (paraphrases under all"
              + " conditions)");
    }
    return Check.V6.judge(
        Generalisability.of(
            all.stream().map(one -> crossed(one, originals)).toArray(double[][][]::new)));
  }

  /** Each prompt as it is and in its first other words, (prompts, 2). */
  private static double[][] crossed(Rewordings found, List<String> originals) {
    return originals.stream()
        .mapToInt(found.originals()::indexOf)
        .mapToObj(i -> new double[] {found.original()[i], found.again()[i]})
        .toArray(double[][]::new);
  }
}
