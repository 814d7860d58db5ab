package io.stateprint.jobs.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.jobs.remote.RemoteConf;
import io.stateprint.storage.InputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of one model of a run while it is sampled, unit by unit: the states in the table {@code
 * states}, the states at cuts and the records of what is done in {@code cuts}. Every name follows
 * from shard and part, and every file is there whole or not at all: a unit that is done twice is in
 * the store once. Travels to executors.
 */
public final class UnitFiles implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAN = "_plan.json";
  private static final int ATTEMPTS = 10;

  private final String states;
  private final String cuts;
  private transient volatile @Nullable Configuration configuration;

  UnitFiles(Path states, Path cuts) {
    this.states = states.toString();
    this.cuts = cuts.toString();
  }

  /** What was planned when the model was begun, JSON; empty where it was not begun. */
  public Optional<String> plan() {
    return text(new Path(cuts, PLAN));
  }

  /**
   * Writes what is planned; the model counts as begun from then on. Another run of the store that
   * ends may take the folder above away, empty as it is until then: it is made again.
   */
  public void begin(String plan) {
    for (int left = ATTEMPTS; ; left--) {
      try {
        put(new Path(cuts, PLAN), plan);
        return;
      } catch (InputException e) {
        if (left == 1) {
          throw e;
        }
      }
    }
  }

  /** Begins the file of a unit's states; the caller commits and closes it. */
  public StateFile states(int shard, int part) throws IOException {
    return StateFile.begin(configuration(), statesPath(shard, part));
  }

  /**
   * Writes the states at a cut, whole or not at all.
   *
   * @param shard the one that they go into next
   */
  public void writeCut(int shard, int part, CutWork work) throws IOException {
    try (WholeFile file = WholeFile.begin(configuration(), cutPath(shard, part));
        WritableByteChannel channel = Channels.newChannel(file.open())) {
      work.write(channel);
      file.commit();
    }
  }

  /** Writes into a channel. */
  @FunctionalInterface
  public interface CutWork {
    /** Writes all of it. */
    void write(WritableByteChannel out) throws IOException;
  }

  /** Opens the states that go into a shard; the caller closes them. */
  public ReadableByteChannel openCut(int shard, int part) throws IOException {
    return Channels.newChannel(system(cuts).open(cutPath(shard, part)));
  }

  /** Where the states that go into a shard lie, for messages. */
  public String cutPlace(int shard, int part) {
    return cutPath(shard, part).toString();
  }

  /** Whether the states that go into a shard are there. */
  public boolean hasCut(int shard, int part) {
    return on(system -> system.exists(cutPath(shard, part)), cuts);
  }

  /** Says that a unit is done; the last thing that a task does. */
  public void record(UnitRecord unit) {
    try {
      put(recordPath(unit.shard(), unit.part()), JSON.writeValueAsString(unit));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record is JSON", e);
    }
  }

  /** Says why a unit could not be written, and what to do. */
  public InputException failed(Throwable e) {
    return Notes.failed("write to", new Path(states), e);
  }

  /** What is recorded of a unit whose states are there as they were written. */
  public Optional<UnitRecord> done(int shard, int part) {
    return text(recordPath(shard, part))
        .flatMap(UnitFiles::unit)
        .filter(unit -> unit.fileBytes() == length(statesPath(shard, part)));
  }

  /** Empty where its writer has not come to the end. */
  private static Optional<UnitRecord> unit(String text) {
    try {
      return Optional.ofNullable(JSON.readValue(text, UnitRecord.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Removes what cut-off tasks have left beside the files of units. */
  public void sweepUp() {
    for (String folder : List.of(states, cuts)) {
      on(
          system -> {
            for (Path file : leftovers(system, new Path(folder))) {
              system.delete(file, false);
            }
            return true;
          },
          folder);
    }
  }

  private static List<Path> leftovers(FileSystem system, Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    if (system.exists(folder)) {
      for (FileStatus status : system.listStatus(folder)) {
        if (status.getPath().getName().endsWith(".tmp")) {
          found.add(status.getPath());
        }
      }
    }
    return found;
  }

  /**
   * Removes the states at cuts and the records: the model is in the store. The folder above stays,
   * since models that begin side by side make theirs in it.
   */
  public void clear() {
    on(system -> system.delete(new Path(cuts), true), cuts);
  }

  private long length(Path path) {
    return on(
        system -> {
          try {
            return system.getFileStatus(path).getLen();
          } catch (FileNotFoundException e) {
            return 0L;
          }
        },
        path.toString());
  }

  private Optional<String> text(Path path) {
    return on(
        system -> {
          try (FSDataInputStream in = system.open(path)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          } catch (FileNotFoundException e) {
            return Optional.empty();
          }
        },
        path.toString());
  }

  private void put(Path path, String text) {
    on(
        system -> {
          try (WholeFile file = WholeFile.begin(configuration(), path)) {
            file.out().write(text.getBytes(StandardCharsets.UTF_8));
            file.commit();
          }
          return true;
        },
        path.toString());
  }

  private Path statesPath(int shard, int part) {
    return new Path(states, "shard-%03d-part-%05d.parquet".formatted(shard, part));
  }

  private Path cutPath(int shard, int part) {
    return new Path(cuts, "cut-%03d-part-%05d.arrows".formatted(shard, part));
  }

  private Path recordPath(int shard, int part) {
    return new Path(cuts, "_shard-%03d-part-%05d.json".formatted(shard, part));
  }

  /** How this process reaches the store; keys and secrets do not travel with this. */
  private Configuration configuration() {
    Configuration known = configuration;
    if (known == null) {
      known = RemoteConf.ofProcess();
      configuration = known;
    }
    return known;
  }

  private FileSystem system(String path) throws IOException {
    return new Path(path).getFileSystem(configuration());
  }

  private interface Action<T> {
    T on(FileSystem system) throws IOException;
  }

  private <T> T on(Action<T> action, String path) {
    return new Notes(configuration(), new Path(cuts))
        .files((system, file) -> action.on(system), new Path(path));
  }
}
