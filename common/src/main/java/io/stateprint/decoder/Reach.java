package io.stateprint.decoder;

import io.stateprint.checkpoint.ModelConfig;

/** Which layers of a family look back only so far, by the defaults of transformers. */
enum Reach {
  /** None. */
  UNLIMITED,
  /** Every layer; 4096 tokens where the configuration lacks the key, none where it is null. */
  EVERY_LAYER,
  /** Every layer, where the configuration gives a window. */
  EVERY_LAYER_IF_GIVEN,
  /** The layers from max_window_layers on, where use_sliding_window is set. */
  LATER_LAYERS_IF_USED,
  /** All but every second one. */
  BUT_EVERY_SECOND,
  /** The same; 128 tokens where the configuration lacks the key. */
  BUT_EVERY_SECOND_NEAR,
  /** All but every sixth one, or as sliding_window_pattern says. */
  BUT_EVERY_SIXTH;

  private static final int USUAL = 4096;
  private static final int NEAR = 128;

  /** Whether a layer is of the kind that has a window; {@code layer_types} decides where given. */
  boolean isLimited(int layer, ModelConfig config) {
    if (this == UNLIMITED || (this == LATER_LAYERS_IF_USED && !config.flag("use_sliding_window"))) {
      return false;
    }
    return config
        .node("layer_types")
        .map(types -> types.path(layer).asText().equals("sliding_attention"))
        .orElseGet(() -> byRule(layer, config));
  }

  /** The window of a layer in tokens; 0 is without limit. */
  int window(int layer, ModelConfig config) {
    if (!isLimited(layer, config)) {
      return 0;
    }
    boolean given = config.json().has("sliding_window");
    if (given || this == EVERY_LAYER_IF_GIVEN) {
      return config.integer("sliding_window").orElse(0);
    }
    return this == BUT_EVERY_SECOND_NEAR ? NEAR : USUAL;
  }

  private boolean byRule(int layer, ModelConfig config) {
    return switch (this) {
      case UNLIMITED -> false;
      case EVERY_LAYER, EVERY_LAYER_IF_GIVEN -> true;
      case LATER_LAYERS_IF_USED -> layer >= config.integer("max_window_layers").orElse(28);
      case BUT_EVERY_SECOND, BUT_EVERY_SECOND_NEAR -> (layer + 1) % 2 != 0;
      case BUT_EVERY_SIXTH -> {
        int pattern = config.integer("sliding_window_pattern").orElse(6);
        yield pattern < 1 || (layer + 1) % pattern != 0;
      }
    };
  }
}
