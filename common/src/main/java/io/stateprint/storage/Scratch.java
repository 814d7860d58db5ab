package io.stateprint.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A place for files that nobody else reads and that are gone with whoever made them. */
public interface Scratch {
  /** Where it is, for messages. */
  String place();

  /** A new path in it, at which there is no file or an empty one. */
  Path path() throws IOException;

  /** A new file; on Linux it has no name from the start, so that a killed process leaves none. */
  default FileChannel open() throws IOException {
    return FileChannel.open(
        path(),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** The folder of Java for such files. */
  static Scratch ofJava() {
    return new Scratch() {
      @Override
      public String place() {
        return System.getProperty("java.io.tmpdir", "java.io.tmpdir");
      }

      @Override
      public Path path() throws IOException {
        return Files.createTempFile("stateprint-", ".scratch");
      }
    };
  }
}
