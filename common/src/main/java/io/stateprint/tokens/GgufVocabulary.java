package io.stateprint.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The byte-level vocabulary that a GGUF file carries, as the {@code tokenizer.json} it came from.
 */
final class GgufVocabulary {
  static final String TOKENS = "tokenizer.ggml.tokens";
  private static final String MODEL = "tokenizer.ggml.model";
  private static final String PRE = "tokenizer.ggml.pre";
  private static final String TYPES = "tokenizer.ggml.token_type";
  private static final String MERGES = "tokenizer.ggml.merges";
  private static final String BYTE_LEVEL = "gpt2";
  private static final long CONTROL = 3;
  private static final long USER_DEFINED = 4;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final GgufTokens metadata;
  private final List<String> tokens;
  private final GgufSplit split;

  private GgufVocabulary(GgufTokens metadata) {
    this.metadata = metadata;
    this.tokens = metadata.texts(TOKENS);
    this.split = GgufSplit.named(metadata.text(PRE).orElse("default"), metadata.location());
  }

  /**
   * The vocabulary of a GGUF file's metadata, where it has one.
   *
   * @throws InputException if the vocabulary is of a kind that is not supported
   */
  static Optional<GgufVocabulary> of(Map<String, Object> values, String location) {
    if (!values.containsKey(TOKENS)) {
      return Optional.empty();
    }
    GgufTokens metadata = new GgufTokens(values, location);
    String model = metadata.text(MODEL).orElse("");
    if (!model.equals(BYTE_LEVEL)) {
      throw new InputException(
          "Cannot use the vocabulary: %s = %s, and only byte-level vocabularies (%s) are read%s; lay"
                  .formatted(
                      MODEL,
                      model,
                      BYTE_LEVEL,
                      model.equals("llama") ? ", not SentencePiece's" : "")
              + " the model's %s beside the file (%s)".formatted(Sidecars.TOKENIZER, location));
    }
    return Optional.of(new GgufVocabulary(metadata));
  }

  /** The file that {@code tokenizers} reads. */
  byte[] tokenizerJson() {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", "1.0");
    root.putNull("truncation").putNull("padding");
    root.set("added_tokens", addedTokens());
    if (split.nfc()) {
      root.putObject("normalizer").put("type", "NFC");
    } else {
      root.putNull("normalizer");
    }
    root.set("pre_tokenizer", split.preTokenizer());
    root.set("post_processor", postProcessor());
    root.putObject("decoder")
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", false)
        .put("use_regex", true);
    root.set("model", model());
    try {
      return MAPPER.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode model() {
    ObjectNode model = JsonNodeFactory.instance.objectNode().put("type", "BPE");
    model.putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false);
    model.put("ignore_merges", split.ignoreMerges());
    ObjectNode vocabulary = model.putObject("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      vocabulary.put(tokens.get(id), id);
    }
    if (vocabulary.size() != tokens.size()) {
      throw new InputException(
          "Cannot use the vocabulary: %d of its %d tokens are there twice (%s)"
              .formatted(tokens.size() - vocabulary.size(), tokens.size(), metadata.location()));
    }
    ArrayNode merges = model.putArray("merges");
    metadata.texts(MERGES).forEach(merge -> addMerge(merge, merges));
    return model;
  }

  /** The first part of a merge is never empty, but may be a blank. */
  private void addMerge(String merge, ArrayNode merges) {
    int blank = merge.indexOf(' ', 1);
    if (blank < 0) {
      throw new InputException(
          "Cannot use the vocabulary: \"%s\" among %s is not two tokens with a blank between (%s)"
              .formatted(merge, MERGES, metadata.location()));
    }
    merges.addArray().add(merge.substring(0, blank)).add(merge.substring(blank + 1));
  }

  private ArrayNode addedTokens() {
    ArrayNode added = JsonNodeFactory.instance.arrayNode();
    List<Long> types = metadata.wholes(TYPES);
    if (types.size() != tokens.size()) {
      throw new InputException(
          "Cannot use the vocabulary: %s has %d entries for %d tokens (%s)"
              .formatted(TYPES, types.size(), tokens.size(), metadata.location()));
    }
    for (int id = 0; id < tokens.size(); id++) {
      long type = types.get(id);
      if (type == CONTROL || type == USER_DEFINED) {
        added
            .addObject()
            .put("id", id)
            .put("content", tokens.get(id))
            .put("single_word", false)
            .put("lstrip", false)
            .put("rstrip", false)
            .put("normalized", false)
            .put("special", type == CONTROL);
      }
    }
    return added;
  }

  private ObjectNode postProcessor() {
    ObjectNode processor = JsonNodeFactory.instance.objectNode().put("type", "TemplateProcessing");
    ArrayNode single = processor.putArray("single");
    ObjectNode special = JsonNodeFactory.instance.objectNode();
    if (metadata.flag("tokenizer.ggml.add_bos_token").orElse(split.addBos())) {
      addSpecial("tokenizer.ggml.bos_token_id", single, special);
    }
    single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
    if (metadata.flag("tokenizer.ggml.add_eos_token").orElse(false)) {
      addSpecial("tokenizer.ggml.eos_token_id", single, special);
    }
    ArrayNode pair = processor.putArray("pair");
    pair.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
    pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
    processor.set("special_tokens", special);
    return processor;
  }

  private void addSpecial(String key, ArrayNode single, ObjectNode special) {
    int id = metadata.tokenId(key, tokens.size());
    String token = tokens.get(id);
    single.addObject().putObject("SpecialToken").put("id", token).put("type_id", 0);
    ObjectNode entry = special.putObject(token).put("id", token);
    entry.putArray("ids").add(id);
    entry.putArray("tokens").add(token);
  }
}
