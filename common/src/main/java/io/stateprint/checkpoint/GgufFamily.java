package io.stateprint.checkpoint;

import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Architectures whose GGUF files hold transformers' weights, but for names and the order of query
 * and key rows. Others are refused rather than guessed: converters add one to norms (gemma), fuse
 * or split matrices, fold scales in.
 */
enum GgufFamily {
  LLAMA("llama", "llama", true),
  MISTRAL("mistral", "mistral", false),
  QWEN2("qwen2", "qwen2", false),
  QWEN3("qwen3", "qwen3", false);

  private final String architecture;
  private final String modelType;
  private final boolean rotaryRows;

  GgufFamily(String architecture, String modelType, boolean rotaryRows) {
    this.architecture = architecture;
    this.modelType = modelType;
    this.rotaryRows = rotaryRows;
  }

  static GgufFamily of(GgufMetadata metadata) {
    String architecture =
        metadata
            .text("general.architecture")
            .orElseThrow(
                () ->
                    new InputException(
                        "Cannot open %s: its metadata lack general.architecture"
                            .formatted(metadata.location())));
    return Arrays.stream(values())
        .filter(family -> family.architecture.equals(architecture))
        .findFirst()
        .orElseThrow(() -> unsupported(architecture, metadata));
  }

  private static InputException unsupported(String architecture, GgufMetadata metadata) {
    return new InputException(
        "Cannot open %s: GGUF files of architecture %s are not supported; supported: %s"
            .formatted(
                metadata.location(),
                architecture,
                Arrays.stream(values())
                    .map(family -> family.architecture)
                    .collect(Collectors.joining(", "))));
  }

  /** The key of a hyperparameter of this family. */
  String key(String suffix) {
    return architecture + "." + suffix;
  }

  /** Transformers' name of the architecture. */
  String modelType() {
    return modelType;
  }

  /** Whether query and key rows lie in the order of {@link RotaryRows}. */
  boolean rotaryRows() {
    return rotaryRows;
  }
}
