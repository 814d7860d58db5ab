package io.stateprint.traits;

import io.stateprint.constancy.Rigidity;
import io.stateprint.personality.Personality;
import io.stateprint.prompts.Style;
import java.util.List;
import java.util.Optional;

/** Models beside each other. */
public final class Panel {
  private Panel() {}

  /**
   * How little each model follows an instruction of a style, beside the median of the panel; there
   * is no interval, for d' has no replicates.
   *
   * @return (M), NaN where a model has no band; empty for a panel of fewer than four models
   */
  public static Optional<double[]> rigidity(List<Personality> models, Style style) {
    return models.size() < Rigidity.LEAST_MODELS
        ? Optional.empty()
        : Optional.of(
            Rigidity.of(
                models.stream()
                    .mapToDouble(one -> one.of(style).headline().discriminability())
                    .toArray()));
  }
}
