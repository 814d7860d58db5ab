package io.stateprint.decoder;

import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The architectures that there is a program text for; one line each. */
@SuppressWarnings("ImmutableEnumChecker") // List.of gives immutable lists; their type cannot say so
public enum Family {
  LLAMA("llama", Reach.UNLIMITED),
  QWEN2("qwen2", "llama", Reach.LATER_LAYERS_IF_USED, List.of("q", "k", "v")),
  QWEN3("qwen3", Reach.LATER_LAYERS_IF_USED),
  MISTRAL("mistral", "llama", Reach.EVERY_LAYER, List.of()),
  GEMMA2("gemma2", Reach.BUT_EVERY_SECOND),
  GEMMA3("gemma3_text", Reach.BUT_EVERY_SIXTH),
  PHI3("phi3", Reach.EVERY_LAYER_IF_GIVEN),
  OLMO2("olmo2", Reach.UNLIMITED),
  GRANITE("granite", Reach.UNLIMITED),
  GLM4("glm4", Reach.UNLIMITED);

  private final String modelType;
  private final String program;
  private final Reach reach;
  private final List<String> biased;

  Family(String modelType, Reach reach) {
    this(modelType, modelType, reach, List.of());
  }

  Family(String modelType, String program, Reach reach, List<String> biased) {
    this.modelType = modelType;
    this.program = program;
    this.reach = reach;
    this.biased = biased.stream().map("self_attn.%s_proj"::formatted).toList();
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

  /** Which layers look back only so far. */
  Reach reach() {
    return reach;
  }

  /** The head width where the configuration lacks it. */
  int headWidth(int width, int heads) {
    return switch (this) {
      case GEMMA2, GEMMA3 -> 256;
      case QWEN3 -> 128;
      case LLAMA, QWEN2, MISTRAL, PHI3, OLMO2, GRANITE, GLM4 -> width / heads;
    };
  }

  /** Whether layers with a window turn by a base of their own. */
  boolean turnsLocally() {
    return this == GEMMA3;
  }

  /** The part of each head that turns, where the configuration lacks it; 1 where none is read. */
  double turningPart() {
    return this == GLM4 ? 0.5 : 1;
  }

  /** Whether a part of each head may stay. */
  boolean turnsInPart() {
    return this == GLM4 || this == PHI3;
  }

  /** Projections that have a bias in every checkpoint of the family, whatever the configuration. */
  List<String> biased() {
    return biased;
  }
}
