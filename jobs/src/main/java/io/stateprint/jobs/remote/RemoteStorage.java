package io.stateprint.jobs.remote;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.Folder;
import io.stateprint.storage.InputException;
import io.stateprint.storage.Storage;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files of S3 ({@code s3a://bucket/key}) or of another file system of Hadoop's, such as {@code
 * hdfs://}.
 *
 * @param hadoop says where these are and how they are reached
 */
public record RemoteStorage(Configuration hadoop) implements Storage {
  private static final Pattern REMOTE = Pattern.compile("(s3a|hdfs|viewfs):/.*");

  /** Up to an @ in the name of the host; a secret key may hold slashes, a port is no login. */
  private static final Pattern LOGIN =
      Pattern.compile("^(\\s*[a-z0-9]+:/+)(?:[^/@]*|[^/@]*:(?!\\d+(?:/|$))[^@]*)@");

  /** Whether a location is one of these. */
  public static boolean holds(String location) {
    return REMOTE.matcher(location.strip()).matches();
  }

  /**
   * Refuses an address with a login in it, which would end up in logs and manifests.
   *
   * @throws InputException which does not repeat it
   */
  public static void requireNoLogin(String location) {
    if (LOGIN.matcher(location).find()) {
      throw new InputException(
          "Cannot use an address with a login before an @: take it out, and give it as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or in AWS_PROFILE (%s)"
              .formatted(LOGIN.matcher(location).replaceAll("$1(hidden)@")));
    }
  }

  @Override
  public boolean isFolder(String location) {
    return status(location).isDirectory();
  }

  @Override
  public Folder folder(String location) {
    Path path = path(location);
    return new RemoteFolder(system(path), path);
  }

  @Override
  public Folder folderOf(String file) {
    Path path = path(file);
    Path parent = path.getParent();
    if (parent == null) {
      throw new InputException("Cannot open %s: it is not a file".formatted(file));
    }
    return new RemoteFolder(system(path), parent);
  }

  @Override
  public ByteSource file(String location) {
    Path path = path(location);
    return RemoteFile.open(system(path), status(location));
  }

  private FileStatus status(String location) {
    Path path = path(location);
    FileSystem system = system(path);
    try {
      return system.getFileStatus(path);
    } catch (IOException e) {
      throw RemoteFailures.because("open", path.toString(), RemoteFailures.told(system, path, e));
    }
  }

  private FileSystem system(Path path) {
    try {
      return path.getFileSystem(hadoop);
    } catch (IOException | IllegalArgumentException e) {
      throw RemoteFailures.because("open", path.toString(), e);
    }
  }

  /** A bucket without a key is its root folder. */
  private static Path path(String location) {
    String stripped = location.strip();
    try {
      Path path = new Path(stripped.replaceFirst("^([a-z0-9]+://[^/]+)$", "$1/"));
      return path.isAbsolute() ? path : new Path(path, "/");
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "Cannot open %s: it is no address (%s)".formatted(stripped, e.getMessage()), e);
    }
  }
}
