package io.stateprint.geometry;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a model lays out the prompts at one layer; what is kept once the states are let go, whatever
 * their width.
 *
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param gram inner products of standardised states, (n, n)
 * @param rdm 1 - centred cosine; null where a state equals the centre and so has no angle
 */
public record Layout(int layer, double depth, double[][] gram, @Nullable Rdm rdm)
    implements Serializable {
  /**
   * Lays out some states.
   *
   * @param states of the prompts, (n, D)
   * @param scale the centre that cosines are taken from, and the dimensions that they leave out
   */
  public static Layout of(int layer, double depth, float[][] states, CentredStates scale) {
    boolean angles =
        Arrays.stream(states)
            .allMatch(state -> Arrays.stream(scale.of(state)).anyMatch(value -> value != 0));
    return new Layout(
        layer,
        depth,
        Gram.of(states, Scaling.STANDARDISED),
        angles ? Rdm.cosine(states, scale) : null);
  }
}
