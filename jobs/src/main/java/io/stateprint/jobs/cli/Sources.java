package io.stateprint.jobs.cli;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.hub.CacheRoom;
import io.stateprint.hub.HubSettings;
import io.stateprint.hub.HubStorage;
import io.stateprint.hub.Locations;
import io.stateprint.jobs.progress.Progress;
import java.nio.file.Path;
import java.util.Optional;

/** Where models come from, with progress told. */
final class Sources {
  private Sources() {}

  /** A path of the local disk; what is not there yet is downloaded. */
  static Path fetch(String location, Progress progress) {
    try (Downloads downloads = new Downloads(progress)) {
      return Locations.resolve(Homes.find(location), HubSettings.fromEnvironment(), downloads)
          .toAbsolutePath();
    }
  }

  /**
   * The open checkpoint; of one on the hub, weights are not downloaded: their headers are read
   * where they lie. The caller closes it.
   */
  static Checkpoint look(String location, Progress progress) {
    return look(location, progress, Optional.empty());
  }

  /** The same, if the cache has room to download it. */
  static Checkpoint look(String location, Progress progress, CacheRoom room) {
    return look(location, progress, Optional.of(room));
  }

  private static Checkpoint look(String location, Progress progress, Optional<CacheRoom> room) {
    if (!HubStorage.isHub(location)) {
      return Checkpoints.open(fetch(location, progress).toString());
    }
    try (Downloads downloads = new Downloads(progress)) {
      HubStorage storage = HubStorage.at(location, HubSettings.fromEnvironment(), downloads);
      room.ifPresent(storage::take);
      return Checkpoints.open(storage, storage.model());
    }
  }
}
