package io.stateprint.jobs.sample;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.jobs.remote.PlannedCheckpoint;
import io.stateprint.jobs.settings.ReadingSettings;
import io.stateprint.storage.ByteSource;
import io.stateprint.storage.RangeCache;
import io.stateprint.storage.ReadRate;
import java.nio.file.Path;

/** Opens a checkpoint in a task, as the settings want it to be read. */
final class Reading {
  private Reading() {}

  /** For a pass. The caller closes it. */
  static Checkpoint open(PlannedCheckpoint planned, ReadingSettings settings) {
    return planned.open(
        file -> {
          ByteSource slow = slow(file, settings);
          return settings.keeps() ? cache(settings).over(slow) : slow;
        });
  }

  /** To have its weights on this machine; what is read gives nothing else. The caller closes it. */
  static Checkpoint fetching(PlannedCheckpoint planned, ReadingSettings settings) {
    return planned.open(file -> cache(settings).fetching(slow(file, settings)));
  }

  private static ByteSource slow(ByteSource file, ReadingSettings settings) {
    return settings.rate() == 0 ? file : ReadRate.of(settings.rate()).over(file);
  }

  private static RangeCache cache(ReadingSettings settings) {
    return RangeCache.at(Path.of(settings.cache()), settings.most());
  }
}
