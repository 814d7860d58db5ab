package io.stateprint.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of the local disk.
 *
 * @param directory as the user named it
 * @param root what a file of it may resolve into, after links
 */
record LocalFolder(Path directory, Path root) implements Folder {
  static LocalFolder at(Path directory) {
    try {
      return new LocalFolder(directory, root(directory.toRealPath()));
    } catch (IOException e) {
      throw new InputException("Cannot open %s: no such directory".formatted(directory), e);
    }
  }

  /**
   * The hub's cache keeps a model as {@code snapshots/<revision>} full of links into {@code blobs}
   * beside it, so there a link may leave the snapshot, though not the model.
   */
  private static Path root(Path real) {
    Path snapshots = real.getParent();
    if (snapshots != null
        && snapshots.endsWith("snapshots")
        && Files.isDirectory(snapshots.resolveSibling("blobs"))) {
      return snapshots.resolveSibling("");
    }
    return real;
  }

  @Override
  public String location() {
    return directory.toString();
  }

  @Override
  public List<String> names() {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(Files::isRegularFile)
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException("Cannot list %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  @Override
  public Optional<ByteSource> find(String name) {
    Folder.requirePlain(name, directory.toString());
    Path path = directory.resolve(name);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    requireInside(path);
    return Optional.of(LocalFile.open(path));
  }

  private void requireInside(Path path) {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(root)) {
        throw new InputException(
            "Cannot open %s: it is a link that leaves the folder, to %s (%s)"
                .formatted(path.getFileName(), real, directory));
      }
    } catch (IOException e) {
      throw new InputException("Cannot open %s: %s".formatted(path, e), e);
    }
  }
}
