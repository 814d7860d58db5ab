package io.stateprint.jobs.settings;

import io.stateprint.decoder.DeviceChoice;

/**
 * What one task may use.
 *
 * @param device where programs run
 * @param chunkTokens tokens that go through a step together, at most
 * @param mostMemory resident bytes; the largest long where there is no limit
 */
public record MachineSettings(DeviceChoice device, int chunkTokens, long mostMemory) {}
