package io.stateprint.jobs.remote;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;

/**
 * A prefix of a bucket, or a directory. What was listed once is not asked for again: a checkpoint
 * has some ten small files that may be there or not, and each question to S3 costs two requests.
 */
final class RemoteFolder implements Folder {
  private final FileSystem system;
  private final Path path;
  private @Nullable Map<String, FileStatus> listed;

  RemoteFolder(FileSystem system, Path path) {
    this.system = system;
    this.path = path;
  }

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public boolean isFar() {
    return true;
  }

  @Override
  public List<String> names() {
    return List.copyOf(list().keySet());
  }

  private synchronized Map<String, FileStatus> list() {
    Map<String, FileStatus> known = listed;
    if (known == null) {
      known = asked();
      listed = known;
    }
    return known;
  }

  private Map<String, FileStatus> asked() {
    Map<String, FileStatus> files = new TreeMap<>();
    try {
      RemoteIterator<FileStatus> entries = system.listStatusIterator(path);
      while (entries.hasNext()) {
        FileStatus entry = entries.next();
        if (entry.isFile()) {
          files.put(entry.getPath().getName(), entry);
        }
      }
    } catch (IOException e) {
      throw RemoteFailures.because("list", location(), e);
    }
    return files;
  }

  @Override
  public Optional<ByteSource> find(String name) {
    Folder.requirePlain(name, location());
    return status(name).filter(FileStatus::isFile).map(status -> RemoteFile.open(system, status));
  }

  private synchronized Optional<FileStatus> status(String name) {
    Map<String, FileStatus> known = listed;
    if (known != null) {
      return Optional.ofNullable(known.get(name));
    }
    try {
      return Optional.of(system.getFileStatus(new Path(path, name)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw RemoteFailures.because("open", locate(name), RemoteFailures.told(system, path, e));
    }
  }
}
