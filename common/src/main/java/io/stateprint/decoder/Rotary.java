package io.stateprint.decoder;

import io.stateprint.storage.InputException;

/**
 * A rotary embedding: how fast each pair of a head turns. Su et al. 2021 (RoFormer).
 *
 * @param frequency radians a position, (R / 2) for the R dimensions of a head that turn
 * @param scale factor on cosines and sines
 * @param near longest text in tokens that turns by {@code frequency}
 * @param far radians a position in longer texts, (R / 2)
 */
public record Rotary(float[] frequency, double scale, int near, float[] far) {
  /** One that is the same for texts of any length. */
  Rotary(float[] frequency) {
    this(frequency, 1, Integer.MAX_VALUE, frequency);
  }

  /** The frequencies for a text of so many tokens. */
  public float[] frequency(int tokens) {
    return tokens > near ? far : frequency;
  }

  /** The same with each frequency divided by a factor of its own, as GGUF files keep them. */
  Rotary divided(float[] factors) {
    if (factors.length != frequency.length) {
      throw new InputException(
          "Cannot use rope_freqs.weight: %d factors for %d frequencies"
              .formatted(factors.length, frequency.length));
    }
    float[] out = frequency.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] /= factors[i];
    }
    return new Rotary(out, scale, Integer.MAX_VALUE, out);
  }
}
