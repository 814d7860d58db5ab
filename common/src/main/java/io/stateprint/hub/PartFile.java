package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A file that has not arrived in full, and the checksum of what has; one thread's. */
final class PartFile implements AutoCloseable {
  private static final int PIECE = 1 << 20;

  private final Path target;
  private final Path path;
  private final RemoteFile file;
  private final FileChannel channel;
  private MessageDigest digest;
  private long size;

  private PartFile(Path target, Path path, RemoteFile file, FileChannel channel) {
    this.target = target;
    this.path = path;
    this.file = file;
    this.channel = channel;
    this.digest = file.checksum().digest(file.size());
  }

  /** Opens what an earlier run left, or nothing yet. */
  static PartFile of(Path target, RemoteFile file) {
    Path path = path(target);
    try {
      Files.createDirectories(path.resolveSibling(""));
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      PartFile part = new PartFile(target, path, file, channel);
      part.takeUp();
      return part;
    } catch (IOException e) {
      throw new InputException(
          "Cannot write %s: %s; set STATEPRINT_CACHE to a folder that can be written"
              .formatted(path, e),
          e);
    }
  }

  /** Where the part of a file lies. */
  static Path path(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /** Bytes that are here. */
  long size() {
    return size;
  }

  boolean isWhole() {
    return size == file.size();
  }

  private void takeUp() throws IOException {
    long left = channel.size();
    if (left > file.size()) {
      restart();
      return;
    }
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    while (size < left && channel.read(piece.clear()) > 0) {
      size += piece.position();
      digest.update(piece.flip());
    }
    channel.position(size);
  }

  /** Forgets what is here. */
  void restart() {
    try {
      channel.truncate(0).position(0);
    } catch (IOException e) {
      throw broken(e);
    }
    size = 0;
    digest = file.checksum().digest(file.size());
  }

  /** Adds bytes at the end. */
  void add(byte[] bytes, int count) {
    if (count > file.size() - size) {
      restart();
      throw new InputException(
          "Cannot download %s: the hub lists %d bytes, and more arrive"
              .formatted(file.name(), file.size()));
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, count);
    try {
      while (rest.hasRemaining()) {
        size += channel.write(rest);
      }
    } catch (IOException e) {
      throw broken(e);
    }
    digest.update(bytes, 0, count);
  }

  private InputException broken(IOException e) {
    return new InputException(
        "Cannot write %s: %s; %d of %d bytes are kept (%s), and the same command goes on from there"
            .formatted(file.name(), e.getMessage(), size, file.size(), path),
        e);
  }

  /** Moves the whole file to its place, if it is what the hub lists; else deletes it. */
  void finish(String subject) {
    String got = Checksum.hex(digest);
    try {
      if (!got.equals(file.checksum().hex())) {
        Files.delete(path);
        throw new InputException(
            "Cannot use %s: its %s is wrong, expected %s, got %s; the file was deleted, try again"
                .formatted(subject, file.checksum().kind(), file.checksum().hex(), got));
      }
      channel.force(true);
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw broken(e);
    }
  }
}
