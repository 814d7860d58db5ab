package io.stateprint.checkpoint;

import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Architectures whose GGUF files hold transformers' weights, but for names, the order of query and
 * key rows, and the one that is added to norms of gemma. Others are refused rather than guessed:
 * converters fuse or split matrices and fold scales in.
 */
enum GgufFamily {
  LLAMA("llama", "llama", true),
  MIXTRAL("llama", "mixtral", true),
  MISTRAL("mistral", "mistral", false),
  QWEN2("qwen2", "qwen2", false),
  QWEN3("qwen3", "qwen3", false),
  QWEN3_MOE("qwen3moe", "qwen3_moe", false),
  GEMMA2("gemma2", "gemma2", false),
  GEMMA3("gemma3", "gemma3_text", false),
  PHI3("phi3", "phi3", false),
  DEEPSEEK2("deepseek2", "deepseek_v3", false);

  private final String architecture;
  private final String modelType;
  private final boolean rotaryRows;

  GgufFamily(String architecture, String modelType, boolean rotaryRows) {
    this.architecture = architecture;
    this.modelType = modelType;
    this.rotaryRows = rotaryRows;
  }

  /** By the architecture that the file names; llama with experts is mixtral. */
  static GgufFamily of(GgufMetadata metadata) {
    String architecture =
        metadata
            .text("general.architecture")
            .orElseThrow(
                () ->
                    new InputException(
                        "Cannot open %s: its metadata lack general.architecture"
                            .formatted(metadata.location())));
    GgufFamily found =
        Arrays.stream(values())
            .filter(family -> family.architecture.equals(architecture))
            .findFirst()
            .orElseThrow(() -> unsupported(architecture, metadata));
    return found == LLAMA && metadata.whole("llama.expert_count").orElse(0L) > 0 ? MIXTRAL : found;
  }

  private static InputException unsupported(String architecture, GgufMetadata metadata) {
    return new InputException(
        "Cannot open %s: GGUF files of architecture %s are not supported; supported: %s"
            .formatted(
                metadata.location(),
                architecture,
                Arrays.stream(values())
                    .map(family -> family.architecture)
                    .distinct()
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

  /** Whether its files have one added to the weights of norms, and texts of SentencePiece. */
  boolean isGemma() {
    return this == GEMMA2 || this == GEMMA3;
  }

  /** Whether layers may be mixtures of experts. */
  boolean isMixture() {
    return this == MIXTRAL || this == QWEN3_MOE || this == DEEPSEEK2;
  }
}
