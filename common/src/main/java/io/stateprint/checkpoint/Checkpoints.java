package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.Folder;
import io.stateprint.storage.InputException;
import io.stateprint.storage.LocalStorage;
import io.stateprint.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Opens a checkpoint, whatever its format. */
public final class Checkpoints {
  private static final String SAFETENSORS = ".safetensors";
  private static final String GGUF = ".gguf";
  private static final String ADAPTER = "adapter_model.safetensors";
  private static final Pattern PICKLE = Pattern.compile(".*\\.(bin|pt|pth|ckpt|pkl)");

  private Checkpoints() {}

  /**
   * Opens what lies at a local path: a directory with safetensors or one GGUF file, a {@code
   * .safetensors} file with {@code config.json} beside it, or a {@code .gguf} file. Reads headers
   * only. The caller closes it.
   *
   * @throws InputException if nothing there can be read as a checkpoint; the message says why
   */
  public static Checkpoint open(String location) {
    return open(new LocalStorage(), location);
  }

  /** As {@link #open(String)}, from another kind of storage. */
  public static Checkpoint open(Storage storage, String location) {
    if (storage.isFolder(location)) {
      return openFolder(storage.folder(location));
    }
    if (location.endsWith(SAFETENSORS)) {
      return Safetensors.open(CheckpointFiles.single(storage, location));
    }
    if (location.endsWith(GGUF) || isGguf(storage, location)) {
      return Gguf.open(CheckpointFiles.single(storage, location));
    }
    if (PICKLE.matcher(location).matches()) {
      throw pickle(location, location);
    }
    throw new InputException(
        "Cannot open %s: a directory, a .safetensors file or a GGUF file is needed"
            .formatted(location));
  }

  /** Some stores keep GGUF files under their hash alone. */
  private static boolean isGguf(Storage storage, String location) {
    try (ByteSource source = storage.file(location)) {
      return Gguf.begins(source);
    }
  }

  private static Checkpoint openFolder(Folder folder) {
    List<String> names = folder.names();
    if (names.contains(Safetensors.SINGLE)) {
      return Safetensors.open(CheckpointFiles.of(folder, List.of(Safetensors.SINGLE)));
    }
    if (names.contains(Safetensors.INDEX)) {
      return Safetensors.openIndexed(folder);
    }
    List<String> weights = pick(names, name -> name.endsWith(SAFETENSORS) && !name.equals(ADAPTER));
    if (!weights.isEmpty()) {
      return Safetensors.open(CheckpointFiles.of(folder, List.of(only(weights, folder))));
    }
    List<String> ggufs = pick(names, name -> name.endsWith(GGUF));
    if (!ggufs.isEmpty()) {
      String first = GgufParts.first(ggufs).orElseGet(() -> only(ggufs, folder));
      return Gguf.open(CheckpointFiles.of(folder, List.of(first)));
    }
    throw nothingReadable(folder, names);
  }

  private static List<String> pick(List<String> names, Predicate<String> wanted) {
    return names.stream().filter(wanted).toList();
  }

  private static String only(List<String> files, Folder folder) {
    if (files.size() > 1) {
      throw new InputException(
          "Cannot open %s: it holds %d weight files (%s, ...) and no %s; name one of them"
              .formatted(folder.location(), files.size(), files.get(0), Safetensors.INDEX));
    }
    return files.get(0);
  }

  private static InputException nothingReadable(Folder folder, List<String> names) {
    if (names.contains(ADAPTER)) {
      return new InputException(
          "Cannot open %s: it holds only a LoRA adapter (%s); merge it into its base model first"
              .formatted(folder.location(), ADAPTER));
    }
    Optional<String> pickle =
        names.stream().filter(name -> PICKLE.matcher(name).matches()).findFirst();
    return pickle
        .map(name -> pickle(folder.location(), name))
        .orElseGet(
            () ->
                new InputException(
                    "Cannot open %s: no %s, %s, other .safetensors file or .gguf file lies in it"
                        .formatted(folder.location(), Safetensors.SINGLE, Safetensors.INDEX)));
  }

  private static InputException pickle(String location, String name) {
    return new InputException(
        "Cannot open %s: its weights are a pickle, which can run a stranger's code: safetensors or"
                .formatted(location)
            + " GGUF is needed (%s)".formatted(name));
  }
}
