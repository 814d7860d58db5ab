package io.stateprint.drift;

import java.io.Serializable;
import java.util.List;

/**
 * The article's rule, kept as a column: drift if the mean over layers and prompts of the raw 1 -
 * cosine is above 0.15. No noise floor stands behind the number; {@link SelfTest} measures what it
 * misses.
 *
 * @param distance mean over layers and prompts
 */
public record LegacyRule(double distance) implements Serializable {
  /** The article's threshold. */
  public static final double THRESHOLD = 0.15;

  /** Applies it to the current run. */
  public static LegacyRule of(List<LayerDrift> layers) {
    return new LegacyRule(
        layers.stream()
            .flatMap(layer -> layer.prompts().stream())
            .mapToDouble(PromptDrift::legacyDistance)
            .average()
            .orElse(Double.NaN));
  }

  /** Whether the article would call it drift. */
  public boolean alarm() {
    return distance > THRESHOLD;
  }
}
