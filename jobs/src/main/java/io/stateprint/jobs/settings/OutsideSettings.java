package io.stateprint.jobs.settings;

/**
 * What is seen of a run from outside.
 *
 * @param alert who is told of drift
 * @param cost what executors cost
 * @param log what is logged
 */
public record OutsideSettings(AlertSettings alert, CostSettings cost, LogSettings log) {}
