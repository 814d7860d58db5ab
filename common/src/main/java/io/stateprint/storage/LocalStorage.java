package io.stateprint.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The local disk: plain paths and {@code file:} URIs. */
public final class LocalStorage implements Storage {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://?.*");

  @Override
  public boolean isFolder(String location) {
    Path path = path(location);
    if (!Files.exists(path)) {
      throw new InputException(
          "Cannot open %s: nothing lies there (%s)".formatted(location, path.toAbsolutePath()));
    }
    return Files.isDirectory(path);
  }

  @Override
  public Folder folder(String location) {
    return LocalFolder.at(path(location));
  }

  @Override
  public Folder folderOf(String file) {
    Path parent = path(file).toAbsolutePath().getParent();
    if (parent == null) {
      throw new InputException("Cannot open %s: it is not a file".formatted(file));
    }
    return LocalFolder.at(parent);
  }

  @Override
  public ByteSource file(String location) {
    return LocalFile.open(path(location));
  }

  private static Path path(String location) {
    if (location.isBlank()) {
      throw new InputException("Cannot open \"%s\": a path is needed".formatted(location));
    }
    try {
      if (location.startsWith("file:")) {
        return Path.of(new URI(location));
      }
      if (SCHEME.matcher(location).matches()) {
        throw new InputException(
            "Cannot open %s: only paths and file: URIs are read from the local disk"
                .formatted(location));
      }
      return Path.of(location);
    } catch (URISyntaxException | FileSystemNotFoundException | IllegalArgumentException e) {
      throw new InputException(
          "Cannot open %s: not a path (%s)".formatted(location, e.getMessage()), e);
    }
  }
}
