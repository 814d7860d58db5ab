package io.stateprint.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Tokens over bytes, merges as the file lists them: {@code tokenizer.ggml.model = gpt2}.
 *
 * @param metadata of the file
 * @param tokens by id
 * @param split how a text is cut before it merges
 */
record GgufByteLevel(GgufTokens metadata, List<String> tokens, GgufSplit split)
    implements GgufScheme {
  private static final String PRE = "tokenizer.ggml.pre";
  private static final long CONTROL = 3;
  private static final long USER_DEFINED = 4;

  static GgufByteLevel of(GgufTokens metadata) {
    return new GgufByteLevel(
        metadata,
        metadata.texts(GgufVocabulary.TOKENS),
        GgufSplit.named(metadata.text(PRE).orElse("default"), metadata.location()));
  }

  @Override
  public boolean isWhole(int id, long type) {
    return type == CONTROL || type == USER_DEFINED;
  }

  @Override
  public boolean isSpecial(long type) {
    return type == CONTROL;
  }

  @Override
  public boolean addsBos() {
    return split.addBos();
  }

  @Override
  public JsonNode normalizer() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return split.nfc() ? nodes.objectNode().put("type", "NFC") : nodes.nullNode();
  }

  @Override
  public JsonNode preTokenizer() {
    return split.preTokenizer();
  }

  @Override
  public JsonNode decoder() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", false)
        .put("use_regex", true);
  }

  @Override
  public ObjectNode options() {
    ObjectNode options = JsonNodeFactory.instance.objectNode().put("type", "BPE");
    options.putNull("dropout").putNull("unk_token");
    options.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    options.put("fuse_unk", false).put("byte_fallback", false);
    options.put("ignore_merges", split.ignoreMerges());
    return options;
  }

  @Override
  public void merges(BiConsumer<String, String> told) {
    tellListed(metadata, told);
  }

  /** The merges that a file lists; the first part of one is never empty, but may be a blank. */
  static void tellListed(GgufTokens metadata, BiConsumer<String, String> told) {
    for (String merge : metadata.texts(GgufVocabulary.MERGES)) {
      int blank = merge.indexOf(' ', 1);
      if (blank < 0) {
        throw new InputException(
            "Cannot use the vocabulary: \"%s\" among %s is not two tokens with a blank between (%s)"
                .formatted(merge, GgufVocabulary.MERGES, metadata.location()));
      }
      told.accept(merge.substring(0, blank), merge.substring(blank + 1));
    }
  }
}
