package io.stateprint.tokens;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The vocabulary that a GGUF file carries, as the {@code tokenizer.json} it came from. */
final class GgufVocabulary {
  static final String TOKENS = "tokenizer.ggml.tokens";
  static final String MERGES = "tokenizer.ggml.merges";
  private static final String MODEL = "tokenizer.ggml.model";
  private static final String TYPES = "tokenizer.ggml.token_type";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final GgufTokens metadata;
  private final GgufScheme scheme;
  private final List<String> tokens;

  private GgufVocabulary(GgufTokens metadata, GgufScheme scheme) {
    this.metadata = metadata;
    this.scheme = scheme;
    this.tokens = scheme.tokens();
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
    GgufScheme scheme =
        switch (model) {
          case "gpt2" -> GgufByteLevel.of(metadata);
          case "llama" -> GgufPieces.of(metadata);
          default ->
              throw new InputException(
                  "Cannot use the vocabulary: %s = %s, and only byte-level vocabularies (gpt2) and SentencePiece's (llama) are read; lay the model's %s beside the file (%s)"
                      .formatted(MODEL, model, Sidecars.TOKENIZER, location));
        };
    return Optional.of(new GgufVocabulary(metadata, scheme));
  }

  /** The file that {@code tokenizers} reads; half a million merges are written as a stream. */
  byte[] tokenizerJson() {
    requireDistinct();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("version", "1.0");
      out.writeNullField("truncation");
      out.writeNullField("padding");
      write(out, "added_tokens", addedTokens());
      write(out, "normalizer", scheme.normalizer());
      write(out, "pre_tokenizer", scheme.preTokenizer());
      write(out, "post_processor", postProcessor());
      write(out, "decoder", scheme.decoder());
      writeModel(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, String name, JsonNode value) throws IOException {
    out.writeFieldName(name);
    out.writeTree(value);
  }

  private void writeModel(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("model");
    for (Map.Entry<String, JsonNode> option : scheme.options().properties()) {
      write(out, option.getKey(), option.getValue());
    }
    out.writeObjectFieldStart("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      out.writeNumberField(tokens.get(id), id);
    }
    out.writeEndObject();
    out.writeArrayFieldStart("merges");
    scheme.merges((left, right) -> writeMerge(out, left, right));
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeMerge(JsonGenerator out, String left, String right) {
    try {
      out.writeArray(new String[] {left, right}, 0, 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireDistinct() {
    Set<String> distinct = new HashSet<>(tokens);
    if (distinct.size() != tokens.size()) {
      throw new InputException(
          "Cannot use the vocabulary: %d of its %d tokens are there twice (%s)"
              .formatted(tokens.size() - distinct.size(), tokens.size(), metadata.location()));
    }
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
      if (scheme.isWhole(id, types.get(id))) {
        added
            .addObject()
            .put("id", id)
            .put("content", tokens.get(id))
            .put("single_word", false)
            .put("lstrip", false)
            .put("rstrip", false)
            .put("normalized", false)
            .put("special", scheme.isSpecial(types.get(id)));
      }
    }
    return added;
  }

  private ObjectNode postProcessor() {
    ObjectNode processor = JsonNodeFactory.instance.objectNode().put("type", "TemplateProcessing");
    ArrayNode single = processor.putArray("single");
    ObjectNode special = JsonNodeFactory.instance.objectNode();
    if (metadata.flag("tokenizer.ggml.add_bos_token").orElse(scheme.addsBos())) {
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
