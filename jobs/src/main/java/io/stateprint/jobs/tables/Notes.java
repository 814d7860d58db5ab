package io.stateprint.jobs.tables;

import io.stateprint.jobs.remote.FullDisk;
import io.stateprint.jobs.remote.RemoteFailures;
import io.stateprint.jobs.remote.RemoteStorage;
import io.stateprint.storage.InputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Small texts beside the tables of a run, hidden from table readers by an underscore. An object
 * store neither renames nor touches; there, writing under a condition (the file is not there, or is
 * still of that version) takes the place of both.
 *
 * @param hadoop how the store is reached
 * @param root of the store
 */
record Notes(Configuration hadoop, Path root) {
  private static final String IF_ABSENT = "fs.option.create.conditional.overwrite";
  private static final String IF_VERSION = "fs.option.create.conditional.overwrite.etag";

  /**
   * A small text as it was found.
   *
   * @param text its content
   * @param touched when it was last written or touched, by the clock of the store
   * @param version its ETag; empty where the store has none
   */
  record Note(String text, Instant touched, String version) {}

  /**
   * Makes the folder and proves that files can be written, and that of two writers under a
   * condition the store lets one in.
   *
   * @throws InputException which says what to do
   */
  void requireWritable() {
    Path probe = new Path(root, "_writable-" + UUID.randomUUID());
    try {
      FileSystem system = root.getFileSystem(hadoop);
      system.mkdirs(root);
      created(system, probe).close();
      boolean both = system.hasPathCapability(probe, IF_ABSENT) && isTwice(system, probe);
      system.delete(probe, false);
      if (both) {
        throw new InputException(
            "Cannot use the store %s: its server ignores the condition If-None-Match, so two processes could work on one run"
                .formatted(root));
      }
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      throw new InputException(
          "%s; choose another one with --set sweep.store=DIR"
              .formatted(failed("write to the store", root, e).getMessage()),
          e);
    }
  }

  private static boolean isTwice(FileSystem system, Path probe) throws IOException {
    try {
      created(system, probe).close();
      return true;
    } catch (IOException e) {
      if (isRefused(e)) {
        return false;
      }
      throw e;
    }
  }

  /** The text; empty where there is none. */
  Optional<Note> find(String runId, String name) {
    return at(
        runId,
        name,
        (system, path) -> {
          try {
            FileStatus status = system.getFileStatus(path);
            String etag = status instanceof EtagSource source ? source.getEtag() : null;
            try (FSDataInputStream in = system.open(path)) {
              return Optional.of(
                  new Note(
                      new String(in.readAllBytes(), StandardCharsets.UTF_8),
                      Instant.ofEpochMilli(status.getModificationTime()),
                      etag == null ? "" : etag));
            }
          } catch (FileNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** Writes a text; false where another one was there first. */
  boolean create(String runId, String name, String text) {
    boolean created =
        at(
            runId,
            name,
            (system, path) -> {
              try {
                write(system, path, text);
              } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
                return false;
              } catch (IOException e) {
                if (isRefused(e)) {
                  return false;
                }
                throw e;
              }
              return true;
            });
    return created || isMine(runId, name, text);
  }

  /** A note that has no room is taken away: an empty one would keep others out. */
  private static void write(FileSystem system, Path path, String text) throws IOException {
    OutputStream made = created(system, path);
    try (made) {
      made.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (!system.hasPathCapability(path, IF_ABSENT)) {
        system.delete(path, false);
      }
      throw e;
    }
  }

  /** Hadoop's local file system looks first and creates then; only one process may come through. */
  private static OutputStream created(FileSystem system, Path path) throws IOException {
    if (system.hasPathCapability(path, IF_ABSENT)) {
      return under(system, path, IF_ABSENT, "true");
    }
    system.mkdirs(path.getParent());
    return system instanceof LocalFileSystem local
        ? Files.newOutputStream(local.pathToFile(path).toPath(), StandardOpenOption.CREATE_NEW)
        : system.create(path, false);
  }

  /** A stream whose file is there only when it is closed, and if the condition holds then. */
  private static OutputStream under(FileSystem system, Path path, String condition, String value)
      throws IOException {
    Object stream =
        system.createFile(path).create().overwrite(true).recursive().must(condition, value).build();
    return (OutputStream) stream;
  }

  /** Whether texts are replaced by their version here, and have no time that can be set. */
  boolean replaces() {
    return files((system, path) -> system.hasPathCapability(path, IF_VERSION), root);
  }

  /** Puts a text in the place of one that was found; false where that one is not there any more. */
  boolean replace(String runId, String name, Note found, String text) {
    boolean replaced =
        at(
            runId,
            name,
            (system, path) -> {
              try (OutputStream out = under(system, path, IF_VERSION, found.version())) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
              } catch (FileNotFoundException e) {
                return false;
              } catch (IOException e) {
                if (isRefused(e)) {
                  return false;
                }
                throw e;
              }
              return true;
            });
    return replaced || isMine(runId, name, text);
  }

  /** An answer that was lost makes the client ask again, and find its own text in the way. */
  private boolean isMine(String runId, String name, String text) {
    return replaces() && find(runId, name).filter(note -> note.text().equals(text)).isPresent();
  }

  /** The store answers a failed condition with 412, or with 409 while another one is at it. */
  private static boolean isRefused(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String told = cause.getClass().getSimpleName() + " " + cause.getMessage();
      if (told.startsWith("RemoteFileChangedException")
          || told.contains("Status Code: 412")
          || told.contains("Status Code: 409")) {
        return true;
      }
    }
    return false;
  }

  /** Removes a text, if it is there. */
  void remove(String runId, String name) {
    at(runId, name, (system, path) -> system.delete(path, false));
  }

  /** Gives a text the time of now, where the file system keeps such a time. */
  void touch(String runId, String name) {
    at(
        runId,
        name,
        (system, path) -> {
          system.setTimes(path, System.currentTimeMillis(), -1);
          return true;
        });
  }

  /** Now, by the clock of the store. */
  Instant now(String runId) {
    String probe = "clock-" + UUID.randomUUID();
    create(runId, probe, probe);
    Instant now = find(runId, probe).map(Note::touched).orElseGet(Instant::now);
    remove(runId, probe);
    return now;
  }

  /** Where a text lies, for messages. */
  String place(String runId, String name) {
    return path(runId, name).toString();
  }

  private Path path(String runId, String name) {
    return new Path(new Path(new Path(root, "runs"), "run_id=" + runId), "_" + name);
  }

  /** Something that is done with a file of a file system. */
  interface FileAction<T> {
    T on(FileSystem system, Path path) throws IOException;
  }

  private <T> T at(String runId, String name, FileAction<T> action) {
    return files(action, path(runId, name));
  }

  /** Does it; what fails becomes a sentence. */
  <T> T files(FileAction<T> action, Path path) {
    try {
      return action.on(path.getFileSystem(hadoop), path);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException | FSError e) {
      throw failed("use", path, e);
    }
  }

  static InputException failed(String verb, Path path, Throwable e) {
    if (RemoteStorage.holds(path.toString())) {
      return RemoteFailures.because(verb, path.toString(), e);
    }
    Optional<InputException> full = FullDisk.in(verb, path.toString(), e);
    if (full.isPresent()) {
      return full.orElseThrow();
    }
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    return new InputException("Cannot %s %s: %s".formatted(verb, path, reason), e);
  }
}
