package io.stateprint.tokens;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How a byte-level vocabulary cuts a text before it merges: what {@code tokenizer.ggml.pre} stands
 * for. The expressions are those of the published tokenizers, as llama.cpp and transformers list
 * them.
 *
 * @param names values of {@code tokenizer.ggml.pre}
 * @param nfc whether the text is normalised first
 * @param split regular expressions, applied one after another
 * @param digits whether every digit stands alone
 * @param words whether GPT-2's own expression follows
 * @param ignoreMerges whether a word that is a token needs no merges
 * @param addBos whether a text begins with a token, where the file does not say
 */
record GgufSplit(
    List<String> names,
    boolean nfc,
    List<String> split,
    boolean digits,
    boolean words,
    boolean ignoreMerges,
    boolean addBos) {
  private static final String TABLE = "gguf-splits.json";
  private static final List<GgufSplit> ALL = read();

  static GgufSplit named(String name, String location) {
    return ALL.stream()
        .filter(split -> split.names.contains(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot use the vocabulary: tokenizer.ggml.pre = %s is not among %s; lay the"
                            .formatted(name, known())
                        + " model's %s beside the file (%s)"
                            .formatted(Sidecars.TOKENIZER, location)));
  }

  /** All values of {@code tokenizer.ggml.pre} that are known. */
  static List<String> known() {
    return ALL.stream().flatMap(split -> split.names.stream()).toList();
  }

  /** The {@code pre_tokenizer} of a {@code tokenizer.json}. */
  ObjectNode preTokenizer() {
    ObjectNode sequence = JsonNodeFactory.instance.objectNode().put("type", "Sequence");
    ArrayNode steps = sequence.putArray("pretokenizers");
    for (String regex : split) {
      ObjectNode step = steps.addObject().put("type", "Split").put("behavior", "Isolated");
      step.putObject("pattern").put("Regex", regex);
      step.put("invert", false);
    }
    if (digits) {
      steps.addObject().put("type", "Digits").put("individual_digits", true);
    }
    steps
        .addObject()
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", false)
        .put("use_regex", words);
    return sequence;
  }

  private static List<GgufSplit> read() {
    try (InputStream stream = GgufSplit.class.getResourceAsStream(TABLE)) {
      return List.of(new ObjectMapper().readValue(stream, GgufSplit[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
