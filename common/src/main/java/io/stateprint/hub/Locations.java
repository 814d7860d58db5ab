package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** From what a user writes for a model to a folder or a file of the local disk. */
public final class Locations {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");
  private static final Pattern WEIGHTS = Pattern.compile(".*\\.(gguf|safetensors)");
  private static final Pattern OWNER_AND_NAME = Pattern.compile("[\\w.-]+/[\\w.-]+");
  private static final String POSSIBLE =
      "a model is a folder with config.json and safetensors files, a .gguf or .safetensors file,"
          + " hf://OWNER/NAME[@REVISION][:FILE.gguf], or "
          + SampleModel.locations();

  private Locations() {}

  /** Whether the location has to be brought to the local disk before it can be opened. */
  public static boolean isDownloaded(String location) {
    return location.startsWith(HubAddress.SCHEME) || SampleModel.isSample(location);
  }

  /**
   * The folder or the file of the model, downloaded where it is not there yet.
   *
   * @throws InputException if the location names no model; says which forms do
   */
  public static Path resolve(String location, HubSettings settings, Progress progress) {
    String asked = location.strip();
    if (asked.startsWith(HubAddress.SCHEME)) {
      return new HubDownload(HubAddress.of(asked), settings, progress).fetch();
    }
    if (SampleModel.isSample(asked)) {
      return SampleModel.at(asked)
          .orElseThrow(() -> unusable(location, "the samples are " + SampleModel.locations()))
          .fetch(settings, progress);
    }
    return local(location, path(asked));
  }

  private static Path local(String location, Path path) {
    if (Files.isDirectory(path)) {
      return path;
    }
    if (Files.exists(path)) {
      if (!WEIGHTS.matcher(path.toString()).matches()) {
        throw unusable(location, "a file of this kind is not read");
      }
      return path;
    }
    throw unusable(
        location, "nothing lies at " + path.toAbsolutePath().normalize() + hint(location, path));
  }

  private static String hint(String location, Path path) {
    StringBuilder hint = new StringBuilder();
    List<String> near = NearNames.of(path);
    if (!near.isEmpty()) {
      hint.append("; near it: ").append(String.join(", ", near));
    }
    if (OWNER_AND_NAME.matcher(location).matches()) {
      hint.append("; for the model on the hub write ").append(HubAddress.SCHEME).append(location);
    }
    return hint.toString();
  }

  private static Path path(String location) {
    if (location.isEmpty()) {
      throw unusable(location, "it is empty");
    }
    try {
      if (location.startsWith("file:")) {
        return Path.of(new URI(location));
      }
      if (SCHEME.matcher(location).matches()) {
        throw unusable(location, "such an address is not downloaded to the local disk");
      }
      return location.startsWith("~/")
          ? Path.of(System.getProperty("user.home"), location.substring(2))
          : Path.of(location);
    } catch (URISyntaxException | FileSystemNotFoundException | IllegalArgumentException e) {
      throw unusable(location, "it is not a path, " + e.getMessage());
    }
  }

  private static InputException unusable(String location, String reason) {
    return new InputException(
        "Cannot find the model \"%s\": %s (%s)".formatted(location, reason, POSSIBLE));
  }
}
