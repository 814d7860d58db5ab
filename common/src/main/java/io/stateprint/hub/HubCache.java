package io.stateprint.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of one repository: {@code COMMIT/} with the files, {@code listings/COMMIT.json} with
 * what the hub says of them (a commit never changes, so neither does its listing), {@code
 * revisions/NAME} with the commit that a branch or a tag last was.
 *
 * @param home folder of the repository
 */
record HubCache(Path home) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static HubCache of(HubAddress address, HubSettings settings) {
    return new HubCache(
        settings.cache().resolve("hub").resolve(address.owner() + "--" + address.name()));
  }

  Path snapshot(String commit) {
    return home.resolve(commit);
  }

  Path path(String commit, RemoteFile file) {
    Path snapshot = snapshot(commit).normalize();
    Path path = snapshot.resolve(file.name()).normalize();
    if (!path.startsWith(snapshot) || path.equals(snapshot)) {
      throw new InputException(
          "Cannot use the file name \"%s\": it leaves the folder (%s)"
              .formatted(file.name(), snapshot));
    }
    return path;
  }

  /** A file is moved into its place whole and checked, so there its size tells enough. */
  boolean holds(String commit, RemoteFile file) {
    Path path = path(commit, file);
    return Files.isRegularFile(path) && path.toFile().length() == file.size();
  }

  Optional<String> commit(String revision) {
    return read(revision(revision)).map(String::strip).filter(HubAddress::isCommit);
  }

  void keep(String revision, String commit) {
    if (!revision.equals(commit) && commit(revision).filter(commit::equals).isEmpty()) {
      write(revision(revision), commit);
    }
  }

  Optional<List<RemoteFile>> listing(String commit) {
    return read(listed(commit)).flatMap(HubCache::files);
  }

  void keep(String commit, List<RemoteFile> files) {
    ArrayNode all = JSON.createArrayNode();
    for (RemoteFile file : files) {
      all.addObject()
          .put("name", file.name())
          .put("size", file.size())
          .put("kind", file.checksum().kind().name())
          .put("checksum", file.checksum().hex());
    }
    write(listed(commit), all.toPrettyString());
  }

  /** A listing that cannot be read is asked for again. */
  private static Optional<List<RemoteFile>> files(String text) {
    try {
      List<RemoteFile> files = new ArrayList<>();
      for (JsonNode file : JSON.readTree(text)) {
        Checksum.Kind kind = Checksum.Kind.valueOf(file.path("kind").asText());
        Checksum checksum = new Checksum(kind, file.path("checksum").asText());
        files.add(
            new RemoteFile(file.path("name").asText(), file.path("size").asLong(-1), checksum));
      }
      return Optional.of(files).filter(some -> !some.isEmpty()).map(List::copyOf);
    } catch (IOException | IllegalArgumentException | InputException e) {
      return Optional.empty();
    }
  }

  private Path revision(String revision) {
    return home.resolve("revisions")
        .resolve("at-" + URLEncoder.encode(revision, StandardCharsets.UTF_8));
  }

  private Path listed(String commit) {
    return home.resolve("listings").resolve(commit + ".json");
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void write(Path file, String text) {
    try {
      Path folder = Files.createDirectories(file.resolveSibling(""));
      Path draft = Files.createTempFile(folder, "draft-", ".tmp");
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InputException(
          "Cannot write the cache: %s (%s); set STATEPRINT_CACHE to a folder that can be written"
              .formatted(e, file),
          e);
    }
  }
}
