package io.stateprint.jobs.settings;

import io.stateprint.decoder.DeviceChoice;

/**
 * What one task may use.
 *
 * @param device where programs run
 * @param chunkTokens tokens that go through a step together, at most
 * @param mostMemory resident bytes; the largest long where there is no limit
 * @param reading of checkpoints
 */
public record MachineSettings(
    DeviceChoice device, int chunkTokens, long mostMemory, ReadingSettings reading) {
  /** The same with checkpoints read straight from where they lie. */
  public MachineSettings(DeviceChoice device, int chunkTokens, long mostMemory) {
    this(device, chunkTokens, mostMemory, ReadingSettings.PLAIN);
  }
}
