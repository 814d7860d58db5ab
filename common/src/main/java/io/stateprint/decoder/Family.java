package io.stateprint.decoder;

import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The architectures that there is a program text for; one line each. */
@SuppressWarnings("ImmutableEnumChecker") // List.of gives immutable lists; their type cannot say so
public enum Family {
  LLAMA("llama", "llama", List.of()),
  QWEN2("qwen2", "llama", List.of("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj")),
  MISTRAL("mistral", "llama", List.of());

  private final String modelType;
  private final String program;
  private final List<String> biased;

  Family(String modelType, String program, List<String> biased) {
    this.modelType = modelType;
    this.program = program;
    this.biased = biased;
  }

  /** The family of a configuration, or an error that lists those that there are. */
  public static Family of(ModelConfig config) {
    return Arrays.stream(values())
        .filter(family -> family.modelType.equals(config.modelType()))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot run architecture %s: supported are %s (%s)"
                        .formatted(config.modelType(), supported(), config.origin())));
  }

  /** The names of all families, for messages. */
  public static String supported() {
    return Arrays.stream(values()).map(Family::modelType).collect(Collectors.joining(", "));
  }

  /** The name in configurations, such as {@code llama}. */
  public String modelType() {
    return modelType;
  }

  /** The name of the program text. */
  String program() {
    return program;
  }

  /** Projections that have a bias in every checkpoint of the family, whatever the configuration. */
  List<String> biased() {
    return biased;
  }
}
