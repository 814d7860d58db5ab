package io.stateprint.jobs.remote;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import io.stateprint.storage.LocalStorage;
import io.stateprint.storage.OverStorage;
import io.stateprint.storage.Storage;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;

/**
 * The checkpoint that a run was planned for; it travels to executors, which open that one or none.
 *
 * @param location a path or an address that every executor can open
 * @param version of the checkpoint when it was planned for; empty where its storage tells of none
 */
public record PlannedCheckpoint(String location, String version) implements Serializable {
  /** As it is now, wherever it lies. */
  public static PlannedCheckpoint of(String location, Checkpoint open) {
    return new PlannedCheckpoint(location, open.version());
  }

  /** Whether each request to it waits on a network; as {@link Checkpoint#isFar}. */
  public boolean isFar() {
    return RemoteStorage.holds(location);
  }

  /** Opens what lies at a location, local or remote. The caller closes it. */
  public static Checkpoint open(String location, Configuration hadoop) {
    return RemoteStorage.holds(location)
        ? Checkpoints.open(new RemoteStorage(hadoop), location.strip())
        : Checkpoints.open(location);
  }

  /** Opens what lies at a location as this process reaches it. The caller closes it. */
  public static Checkpoint open(String location) {
    return RemoteStorage.holds(location)
        ? open(location, RemoteConf.ofProcess())
        : Checkpoints.open(location);
  }

  /**
   * Opens it in a task or in the driver; the caller closes it.
   *
   * @throws InputException if another checkpoint lies there now
   */
  public Checkpoint open() {
    return checked(open(location));
  }

  /**
   * The same, its files read through something on the way.
   *
   * @param way from a file to what is read in its place
   */
  public Checkpoint open(UnaryOperator<ByteSource> way) {
    Storage storage =
        RemoteStorage.holds(location)
            ? new RemoteStorage(RemoteConf.ofProcess())
            : new LocalStorage();
    return checked(Checkpoints.open(new OverStorage(storage, way), location));
  }

  /** The same, reached as told. */
  Checkpoint open(Configuration hadoop) {
    return checked(open(location, hadoop));
  }

  private Checkpoint checked(Checkpoint open) {
    if (!open.version().equals(version)) {
      open.close();
      throw new InputException(
          "Cannot go on with %s: its files changed since this run began; run it again under another sweep.run-id, with weights that stay as they are"
              .formatted(location));
    }
    return open;
  }
}
