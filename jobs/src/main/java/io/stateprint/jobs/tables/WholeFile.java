package io.stateprint.jobs.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A file that is there whole or not at all: an object store shows it when its stream is closed;
 * elsewhere it is written under a hidden name and renamed. A file of the same name is replaced.
 * Whoever makes it closes it; closed without a commit, it leaves nothing.
 */
final class WholeFile implements AutoCloseable {
  private final FileSystem system;
  private final Configuration configuration;
  private final Path path;
  private final Path written;
  private final FSDataOutputStream out;
  private boolean done;

  private WholeFile(
      FileSystem system,
      Configuration configuration,
      Path path,
      Path written,
      FSDataOutputStream out) {
    this.system = system;
    this.configuration = configuration;
    this.path = path;
    this.written = written;
    this.out = out;
  }

  /** Begins to write; folders are made on the way. */
  static WholeFile begin(Configuration configuration, Path path) throws IOException {
    FileSystem system = path.getFileSystem(configuration);
    if (isObjectStore(system, path)) {
      return new WholeFile(system, configuration, path, path, system.create(path, true));
    }
    Path hidden =
        new Path(path.getParent(), "_%s.%s.tmp".formatted(path.getName(), UUID.randomUUID()));
    FileSystem plain = system instanceof LocalFileSystem local ? local.getRaw() : system;
    return new WholeFile(plain, configuration, path, hidden, created(plain, hidden));
  }

  /** Hadoop makes the file before its rights, and an interrupt or a full disk comes between. */
  private static FSDataOutputStream created(FileSystem system, Path hidden) throws IOException {
    try {
      return system.create(hidden, false);
    } catch (IOException | RuntimeException | FSError e) {
      system.delete(hidden, false);
      throw e;
    }
  }

  /** Whether what is written shows when it is whole, and a rename would be a copy. */
  static boolean isObjectStore(FileSystem system, Path path) throws IOException {
    return system.hasPathCapability(path, StreamCapabilities.ABORTABLE_STREAM);
  }

  /** What is written into; closing it is harmless. */
  FSDataOutputStream out() {
    return out;
  }

  /** A view of it that does not close it. */
  OutputStream open() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }
    };
  }

  /** Makes it visible. */
  void commit() throws IOException {
    out.close();
    if (!written.equals(path)) {
      rename();
    }
    done = true;
  }

  /**
   * Hadoop takes a local file away before it puts another one in its place, and does the same with
   * its checksum then: a second attempt at a unit would leave the first one's states without a name
   * for a moment, or with a checksum of others.
   */
  private void rename() throws IOException {
    if (system instanceof RawLocalFileSystem local) {
      java.nio.file.Path name = local.pathToFile(path).toPath();
      Files.deleteIfExists(name.resolveSibling(".%s.crc".formatted(path.getName())));
      Files.move(local.pathToFile(written).toPath(), name, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    try {
      FileContext.getFileContext(path.toUri(), configuration)
          .rename(written, path, Options.Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) {
      system.delete(path, false);
      if (!system.rename(written, path)) {
        throw new IOException("Cannot rename %s to %s".formatted(written, path), e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (done) {
      return;
    }
    done = true;
    if (written.equals(path)) {
      out.abort();
    } else {
      try {
        // On a full disk what is still in a buffer cannot be written now either.
        out.close();
      } finally {
        system.delete(written, false);
      }
    }
  }
}
