package io.stateprint.decoder;

import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The architectures that there is a program text for; one line each. */
public enum Family {
  LLAMA("llama", Reach.UNLIMITED),
  QWEN2("qwen2", "llama", Reach.LATER_LAYERS_IF_USED),
  QWEN3("qwen3", Reach.LATER_LAYERS_IF_USED),
  MISTRAL("mistral", "llama", Reach.EVERY_LAYER),
  GEMMA2("gemma2", Reach.BUT_EVERY_SECOND),
  GEMMA3("gemma3_text", Reach.BUT_EVERY_SIXTH),
  PHI3("phi3", Reach.EVERY_LAYER_IF_GIVEN),
  OLMO2("olmo2", Reach.UNLIMITED),
  GRANITE("granite", Reach.UNLIMITED),
  GLM4("glm4", Reach.UNLIMITED),
  GPT2("gpt2", Reach.UNLIMITED),
  MIXTRAL("mixtral", Reach.EVERY_LAYER_IF_GIVEN),
  QWEN3_MOE("qwen3_moe", Reach.LATER_LAYERS_IF_USED),
  DEEPSEEK_V3("deepseek_v3", Reach.UNLIMITED),
  GPT_OSS("gpt_oss", Reach.BUT_EVERY_SECOND_NEAR);

  /** The projections of attention. */
  static final List<String> ATTENTION =
      List.of("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj");

  private final String modelType;
  private final String program;
  private final Reach reach;

  Family(String modelType, Reach reach) {
    this(modelType, modelType, reach);
  }

  Family(String modelType, String program, Reach reach) {
    this.modelType = modelType;
    this.program = program;
    this.reach = reach;
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

  /** What it calls its tensors. */
  Names names() {
    return this == GPT2 ? Names.GPT2 : Names.USUAL;
  }

  /** A configuration in the words that most families use. */
  ModelConfig usual(ModelConfig config) {
    return this == GPT2 ? Gpt2Keys.usual(config) : config;
  }

  /** Which layers look back only so far. */
  Reach reach() {
    return reach;
  }

  /** The width of a head of q and k. */
  int headWidth(ModelConfig config, int even) {
    if (this == DEEPSEEK_V3) {
      return config.positive("qk_nope_head_dim") + config.positive("qk_rope_head_dim");
    }
    return config
        .integer("head_dim")
        .orElse(
            switch (this) {
              case GEMMA2, GEMMA3 -> 256;
              case QWEN3 -> 128;
              case GPT_OSS -> 64;
              default -> even;
            });
  }

  /** The dimensions of a head that may turn. */
  int turningWidth(ModelConfig config, int headWidth) {
    return this == DEEPSEEK_V3 ? config.positive("qk_rope_head_dim") : headWidth;
  }

  /** Whether the feed-forward part of a layer is a mixture of experts. */
  boolean isSparse(int layer, ModelConfig config) {
    return switch (this) {
      case MIXTRAL, GPT_OSS -> true;
      case QWEN3_MOE ->
          (layer + 1) % config.integer("decoder_sparse_step").filter(n -> n > 0).orElse(1) == 0
              && config
                  .node("mlp_only_layers")
                  .map(dense -> StreamSupport.stream(dense.spliterator(), false))
                  .stream()
                  .flatMap(dense -> dense)
                  .noneMatch(dense -> dense.asInt() == layer);
      case DEEPSEEK_V3 -> layer >= config.integer("first_k_dense_replace").orElse(3);
      default -> false;
    };
  }

  /** Layers that a checkpoint holds above the model's own, for predicting further tokens. */
  int furtherLayers(ModelConfig config) {
    return this == DEEPSEEK_V3 ? config.integer("num_nextn_predict_layers").orElse(1) : 0;
  }

  /** Whether heads turn with position at all. */
  boolean turns() {
    return this != GPT2;
  }

  /** The base of frequencies where the configuration lacks it. */
  double usualBase() {
    return this == GPT_OSS ? 150_000 : 10_000;
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

  /** Projections of attention that have a bias. */
  List<String> biased(ModelConfig config) {
    if (this == QWEN2) {
      return ATTENTION.subList(0, 3);
    }
    String key = "attention_bias";
    boolean biased = config.node(key).isPresent() ? config.flag(key) : this == GPT_OSS;
    return biased ? ATTENTION : List.of();
  }
}
