package io.stateprint.jobs.sample;

import java.io.Serializable;

/**
 * What a part cost.
 *
 * @param part its number
 * @param states rows that it gave
 * @param bytesRead bytes of weights
 * @param seconds of the pass
 * @param peakRssBytes highest resident memory of the process so far
 */
record PartReport(int part, long states, long bytesRead, double seconds, long peakRssBytes)
    implements Serializable {}
