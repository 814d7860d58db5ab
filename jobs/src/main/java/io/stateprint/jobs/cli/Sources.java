package io.stateprint.jobs.cli;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.hub.CacheRoom;
import io.stateprint.hub.HubSettings;
import io.stateprint.hub.HubStorage;
import io.stateprint.hub.Locations;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.remote.PlannedCheckpoint;
import io.stateprint.jobs.remote.RemoteConf;
import io.stateprint.jobs.remote.RemoteStorage;
import io.stateprint.jobs.settings.Settings;
import java.util.Optional;

/** Where models come from, with progress told. */
final class Sources {
  private Sources() {}

  /**
   * A path or an address that every executor can open; what is on the hub and not here yet is
   * downloaded.
   */
  static String fetch(String location, Progress progress) {
    RemoteStorage.requireNoLogin(location);
    if (RemoteStorage.holds(location)) {
      return location.strip();
    }
    try (Downloads downloads = new Downloads(progress)) {
      return Locations.resolve(Homes.find(location), HubSettings.fromEnvironment(), downloads)
          .toAbsolutePath()
          .toString();
    }
  }

  /** The open checkpoint at a location that was fetched. The caller closes it. */
  static Checkpoint open(Settings settings, String fetched) {
    return PlannedCheckpoint.open(fetched, RemoteConf.of(settings.spark().conf()));
  }

  /**
   * The open checkpoint; of one on the hub, weights are not downloaded: their headers are read
   * where they lie. The caller closes it.
   */
  static Checkpoint look(Settings settings, String location, Progress progress) {
    return look(settings, location, progress, Optional.empty());
  }

  /** The same, if the cache has room to download it. */
  static Checkpoint look(Settings settings, String location, Progress progress, CacheRoom room) {
    return look(settings, location, progress, Optional.of(room));
  }

  private static Checkpoint look(
      Settings settings, String location, Progress progress, Optional<CacheRoom> room) {
    if (!HubStorage.isHub(location)) {
      return open(settings, fetch(location, progress));
    }
    try (Downloads downloads = new Downloads(progress)) {
      HubStorage storage = HubStorage.at(location, HubSettings.fromEnvironment(), downloads);
      room.ifPresent(storage::take);
      return Checkpoints.open(storage, storage.model());
    }
  }
}
