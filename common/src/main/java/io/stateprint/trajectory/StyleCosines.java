package io.stateprint.trajectory;

import java.io.Serializable;

/**
 * One state against the four styles.
 *
 * @param raw cosine to the anchors' mean, (K)
 * @param centred cosine after the grand mean is taken off, massive dimensions left out, (K)
 * @param calibrated the centred one between its fixed points, (K); NaN where there are none
 * @param frameDots inner products with the frame means, massive dimensions left out, (F)
 * @param square squared length of the state, massive dimensions left out
 */
public record StyleCosines(
    double[] raw, double[] centred, double[] calibrated, double[] frameDots, double square)
    implements Serializable {}
