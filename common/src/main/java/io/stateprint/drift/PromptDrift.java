package io.stateprint.drift;

import java.io.Serializable;

/**
 * How far one prompt's state moved at one layer.
 *
 * @param prompt id
 * @param layer true id of the block, 0-based
 * @param distance 1 - centred cosine to the mean of the replicates
 * @param floor distance that 99.9% stay below when nothing changed; no less than the distance where
 *     rounding alone may make it
 * @param p conformal, of this prompt's replicates
 * @param pooledP conformal, of all prompts' replicates in units of their floors
 * @param legacyDistance raw 1 - cosine, as in the article
 */
public record PromptDrift(
    String prompt,
    int layer,
    double distance,
    double floor,
    double p,
    double pooledP,
    double legacyDistance)
    implements Serializable {
  /**
   * Whether it lies above the floor. When nothing changed, one in a thousand does, or one in R n
   * where the reference has fewer than a thousand distances at a layer.
   */
  public boolean moved() {
    return distance > floor;
  }
}
