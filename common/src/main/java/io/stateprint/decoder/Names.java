package io.stateprint.decoder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a family calls its layers and the tensors outside of them.
 *
 * @param prefix before every name but the head's; a base model's checkpoint lacks it
 * @param layers before a layer's number
 * @param embedding of tokens, (V, D)
 * @param positions embedding of positions, (context, D), where the family has one
 * @param unused above the last layer
 */
record Names(
    String prefix,
    String layers,
    String embedding,
    Optional<String> positions,
    List<String> unused) {
  static final Names USUAL =
      new Names(
          "model.", "layers", "embed_tokens.weight", Optional.empty(), List.of("norm.weight"));
  static final Names GPT2 =
      new Names(
          "transformer.",
          "h",
          "wte.weight",
          Optional.of("wpe.weight"),
          List.of("ln_f.weight", "ln_f.bias"));

  Names {
    unused = List.copyOf(unused);
  }

  /** The prefix in one checkpoint. */
  String prefix(Map<String, ?> tensors) {
    return tensors.containsKey(embedding) ? "" : prefix;
  }

  /** Takes the name of a layer's tensor apart: the layer's number, the name within it. */
  Pattern inLayer() {
    return Pattern.compile("^(?:.*?[.])?" + layers + "[.](\\d{1,9})[.](.*)");
  }
}
