package io.stateprint.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The pieces of SentencePiece, where a blank is spelled {@code \u2581} and what is no piece falls
 * back to bytes: {@code tokenizer.ggml.model = llama}. The file lists no merges; they follow from
 * the pieces, as transformers derives them.
 *
 * @param metadata of the file
 * @param tokens by id, blanks spelled as pieces spell them
 * @param kind how the family treats blanks
 */
record GgufPieces(GgufTokens metadata, List<String> tokens, Kind kind) implements GgufScheme {
  private static final String SCORES = "tokenizer.ggml.scores";
  private static final String UNKNOWN_ID = "tokenizer.ggml.unknown_token_id";
  private static final String BLANK = "\u2581";
  private static final long UNKNOWN = 2;
  private static final long CONTROL = 3;
  private static final long USER_DEFINED = 4;

  /** How blanks at the beginning of a text are treated. */
  enum Kind {
    /** No blank is put before a text; merges rank by id, for scores do not follow their order. */
    GEMMA,
    /** A blank is put before a text, also before one that begins with a blank. */
    PHI3,
    /** A blank is put before a text that does not begin with one. */
    LLAMA
  }

  static GgufPieces of(GgufTokens metadata) {
    Kind kind =
        switch (metadata.text("general.architecture").orElse("")) {
          case "gemma", "gemma2", "gemma3" -> Kind.GEMMA;
          case "phi3" -> Kind.PHI3;
          default -> Kind.LLAMA;
        };
    List<String> tokens = metadata.texts(GgufVocabulary.TOKENS);
    return new GgufPieces(
        metadata,
        kind == Kind.GEMMA ? tokens.stream().map(GgufPieces::respelled).toList() : tokens,
        kind);
  }

  /** Runs of blanks, which files of gemma hold as blanks. */
  private static String respelled(String token) {
    return token.indexOf(' ') >= 0 && token.isBlank()
        ? BLANK.repeat(token.codePointCount(0, token.length()))
        : token;
  }

  /** A run of blanks that is spelled anew is merged, not found whole. */
  @Override
  public boolean isWhole(int id, long type) {
    boolean spelled = kind != Kind.GEMMA || !tokens.get(id).startsWith(BLANK);
    return isSpecial(type) || (type == USER_DEFINED && spelled);
  }

  @Override
  public boolean isSpecial(long type) {
    return type == CONTROL || type == UNKNOWN;
  }

  @Override
  public boolean addsBos() {
    return true;
  }

  @Override
  public JsonNode normalizer() {
    ObjectNode replace = JsonNodeFactory.instance.objectNode().put("type", "Replace");
    replace.putObject("pattern").put("String", " ");
    replace.put("content", BLANK);
    if (kind == Kind.LLAMA) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (kind == Kind.GEMMA || !putsBlank()) {
      return replace;
    }
    ObjectNode both = JsonNodeFactory.instance.objectNode().put("type", "Sequence");
    both.putArray("normalizers").addObject().put("type", "Prepend").put("prepend", BLANK);
    both.withArray("normalizers").add(replace);
    return both;
  }

  @Override
  public JsonNode preTokenizer() {
    if (kind != Kind.LLAMA) {
      return JsonNodeFactory.instance.nullNode();
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "Metaspace")
        .put("replacement", BLANK)
        .put("prepend_scheme", putsBlank() ? "first" : "never")
        .put("split", false);
  }

  private boolean putsBlank() {
    return metadata.flag("tokenizer.ggml.add_space_prefix").orElse(true);
  }

  @Override
  public JsonNode decoder() {
    return JsonNodeFactory.instance.nullNode();
  }

  @Override
  public ObjectNode options() {
    ObjectNode options = JsonNodeFactory.instance.objectNode().put("type", "BPE");
    options.putNull("dropout");
    options.put("unk_token", unknown().orElse(null));
    options.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    options.put("fuse_unk", true).put("byte_fallback", true).put("ignore_merges", false);
    return options;
  }

  private Optional<String> unknown() {
    return metadata.values().containsKey(UNKNOWN_ID)
        ? Optional.of(tokens.get(metadata.tokenId(UNKNOWN_ID, tokens.size())))
        : Optional.empty();
  }

  @Override
  public void merges(BiConsumer<String, String> told) {
    double[] scores = scores();
    if (metadata.values().containsKey(GgufVocabulary.MERGES)) {
      GgufByteLevel.tellListed(metadata, told);
    } else {
      new ImpliedMerges(metadata.location(), tokens, scores).tell(told);
    }
  }

  private double[] scores() {
    double[] scores = metadata.numbers(SCORES).stream().mapToDouble(Double::doubleValue).toArray();
    if (scores.length != tokens.size()) {
      throw new InputException(
          "Cannot use the vocabulary: %s has %d entries for %d tokens (%s)"
              .formatted(SCORES, scores.length, tokens.size(), metadata.location()));
    }
    for (int id = 0; id < scores.length; id++) {
      if (!Double.isFinite(scores[id])) {
        throw new InputException(
            "Cannot use the vocabulary: %s of token %d is %s, a number is needed (%s)"
                .formatted(SCORES, id, scores[id], metadata.location()));
      }
      if (kind == Kind.GEMMA) {
        scores[id] = -id;
      }
    }
    return scores;
  }
}
