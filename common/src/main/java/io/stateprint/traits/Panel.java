package io.stateprint.traits;

import io.stateprint.constancy.Rigidity;
import io.stateprint.inference.Estimate;
import io.stateprint.personality.Personality;
import io.stateprint.prompts.Style;
import io.stateprint.score.Headline;
import java.util.List;
import java.util.Optional;

/** Models beside each other. */
public final class Panel {
  private Panel() {}

  /**
   * How little each model follows an instruction of a style, beside the median of the panel.
   *
   * @param models asked the same prompts, scored with the same draws
   * @return (M), without a value where a model has no band; empty for a panel of fewer than four
   *     models
   */
  public static Optional<List<Estimate>> rigidity(List<Personality> models, Style style) {
    if (models.size() < Rigidity.LEAST_MODELS) {
      return Optional.empty();
    }
    List<Headline> headlines = models.stream().map(one -> one.of(style).headline()).toList();
    return Optional.of(
        Rigidity.of(
            headlines.stream().mapToDouble(Headline::discriminability).toArray(),
            headlines.stream().map(Headline::strengths).toArray(double[][]::new),
            headlines.stream().mapToInt(Headline::overallFreedom).max().orElse(0)));
  }
}
