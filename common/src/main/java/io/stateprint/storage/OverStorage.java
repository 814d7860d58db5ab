package io.stateprint.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A storage whose files are read through something: a cache, a limit.
 *
 * @param storage where they lie
 * @param way from a file to what is read in its place
 */
public record OverStorage(Storage storage, UnaryOperator<ByteSource> way) implements Storage {
  @Override
  public boolean isFolder(String location) {
    return storage.isFolder(location);
  }

  @Override
  public Folder folder(String location) {
    return new OverFolder(storage.folder(location), way);
  }

  @Override
  public Folder folderOf(String file) {
    return new OverFolder(storage.folderOf(file), way);
  }

  @Override
  public ByteSource file(String location) {
    return way.apply(storage.file(location));
  }

  private record OverFolder(Folder folder, UnaryOperator<ByteSource> way) implements Folder {
    @Override
    public String location() {
      return folder.location();
    }

    @Override
    public boolean isFar() {
      return folder.isFar();
    }

    @Override
    public List<String> names() {
      return folder.names();
    }

    @Override
    public Optional<ByteSource> find(String name) {
      return folder.find(name).map(way);
    }

    @Override
    public String locate(String name) {
      return folder.locate(name);
    }
  }
}
