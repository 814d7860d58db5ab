package io.stateprint.tokens;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.stateprint.storage.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokenizer of a {@code tokenizer.json}; cuts off nothing and pads nothing. */
final class Encoder implements AutoCloseable {
  /**
   * A token and the chars that it came from.
   *
   * @param special one of the vocabulary's special tokens
   */
  record Token(int id, int start, int end, boolean special) {}

  private static final Map<String, String> OPTIONS =
      Map.of(
          "truncation",
          "false",
          "padding",
          "false",
          "modelMaxLength",
          String.valueOf(Integer.MAX_VALUE),
          "maxLength",
          String.valueOf(Integer.MAX_VALUE));

  private final HuggingFaceTokenizer tokenizer;
  private final Set<Long> specialIds;

  private Encoder(HuggingFaceTokenizer tokenizer, Set<Long> specialIds) {
    this.tokenizer = tokenizer;
    this.specialIds = specialIds;
  }

  /** Reads a tokenizer; anything wrong in it is an error of the library's own kind. */
  static Encoder of(TokenizerJson json) throws IOException {
    return new Encoder(
        HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json.bytes()), OPTIONS),
        json.specialIds());
  }

  /** The tokens of the text, with or without what the tokenizer itself puts around a text. */
  List<Token> encode(String text, boolean addSpecialTokens) {
    requireUnicode(text);
    Encoding encoding = tokenizer.encode(text, addSpecialTokens, false);
    long[] ids = encoding.getIds();
    long[] added = encoding.getSpecialTokenMask();
    @Nullable CharSpan[] spans = encoding.getCharTokenSpans();
    CodePoints points = new CodePoints(text);
    List<Token> tokens = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      CharSpan span = spans[i];
      tokens.add(
          new Token(
              (int) ids[i],
              span == null ? 0 : points.charOf(span.getStart()),
              span == null ? 0 : points.charOf(span.getEnd()),
              added[i] == 1 || specialIds.contains(ids[i])));
    }
    return tokens;
  }

  private static void requireUnicode(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InputException(
          "Cannot tokenize \"%s\": it holds half of a surrogate pair".formatted(text));
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** From the library's offsets, in code points, to Java's, in chars; asked in rising order. */
  private static final class CodePoints {
    private final String text;
    private int point;
    private int at;

    CodePoints(String text) {
      this.text = text;
    }

    int charOf(int codePoint) {
      at = text.offsetByCodePoints(at, codePoint - point);
      point = codePoint;
      return at;
    }
  }
}
