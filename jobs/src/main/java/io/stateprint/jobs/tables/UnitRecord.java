package io.stateprint.jobs.tables;

import java.io.Serializable;

/**
 * What a finished unit is: the states of one shard of a model for one part of its texts. It is
 * written last, so a unit that has one is in the store.
 *
 * @param shard number of the shard, from 0
 * @param part number of the part, from 0
 * @param states rows that it gave
 * @param fileBytes length of its Parquet file, bytes; 0 where no sampled layer is in the shard
 * @param bytesRead bytes of weights
 * @param seconds of the pass
 * @param peakRssBytes highest resident memory of the process so far
 */
public record UnitRecord(
    int shard,
    int part,
    long states,
    long fileBytes,
    long bytesRead,
    double seconds,
    long peakRssBytes)
    implements Serializable {}
