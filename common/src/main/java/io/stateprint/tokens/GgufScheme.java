package io.stateprint.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;

/** How a kind of GGUF vocabulary cuts and merges texts, in the words of {@code tokenizer.json}. */
sealed interface GgufScheme permits GgufByteLevel, GgufPieces {
  /** All tokens by id, as the merges spell them. */
  List<String> tokens();

  /** Whether a token is found whole before any text is cut. */
  boolean isWhole(int id, long type);

  /** Whether such a token is special: no part of what a user writes. */
  boolean isSpecial(long type);

  /** Whether a text begins with a token, where the file does not say. */
  boolean addsBos();

  /** What is done to a text first; JSON's null for nothing. */
  JsonNode normalizer();

  /** How a text is cut; JSON's null for not at all. */
  JsonNode preTokenizer();

  /** What turns tokens back into text; JSON's null where nothing does. */
  JsonNode decoder();

  /** Options of the merging model, without vocabulary and merges. */
  ObjectNode options();

  /** Tells each merge, best first. */
  void merges(BiConsumer<String, String> told);
}
