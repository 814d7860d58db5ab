package io.stateprint.jobs.tables;

/**
 * How far a prompt's state moved at a layer, or, in the row whose {@code scope} is {@code run},
 * what the whole run shows.
 *
 * @param scope {@code prompt} or {@code run}
 * @param reference id of the run that it was held against
 * @param promptId the prompt; empty for the run
 * @param layer the block, 0-based; for the run the most drifted one
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param pooling {@code last} or {@code user}
 * @param distance 1 - centred cosine to the mean of the replicates; for the run the mean over
 *     prompts at that layer
 * @param floor distance that 99.9% stay below when nothing changed; for the run the mean distance
 *     of the replicates at that layer
 * @param p conformal, of the prompt's replicates; for the run twice the smaller p of its two tests
 * @param pooledP conformal, of all prompts' replicates in units of their floors; NaN for the run
 * @param legacyDistance raw 1 - cosine, as in the article; for the run its mean over layers and
 *     prompts
 * @param verdict {@code moved} or {@code still}; for the run {@code L0} to {@code L3}
 */
public record DriftRow(
    String scope,
    String reference,
    String promptId,
    int layer,
    double depth,
    String pooling,
    double distance,
    double floor,
    double p,
    double pooledP,
    double legacyDistance,
    String verdict) {}
