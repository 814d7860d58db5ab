package io.stateprint.tokens;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * A {@code tokenizer.json} without its cutting and padding, and with offsets that count blanks.
 *
 * @param specialIds ids of the tokens that it calls special
 */
record TokenizerJson(byte[] bytes, Set<Long> specialIds) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(256 << 20).build())
              .build());
  private static final Set<String> DROPPED = Set.of("truncation", "padding");
  private static final String ADDED = "added_tokens";

  /** Published files have up to 35 MB, so they are copied as a stream. */
  static TokenizerJson of(byte[] file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.length);
    Set<Long> specialIds = new HashSet<>();
    try (JsonParser in = MAPPER.createParser(file);
        JsonGenerator out = MAPPER.createGenerator(bytes)) {
      while (in.nextToken() != null) {
        copy(in, out, specialIds);
      }
    }
    return new TokenizerJson(bytes.toByteArray(), specialIds);
  }

  private static void copy(JsonParser in, JsonGenerator out, Set<Long> specialIds)
      throws IOException {
    out.copyCurrentEventExact(in);
    if (in.currentToken() != JsonToken.FIELD_NAME) {
      return;
    }
    boolean top = in.getParsingContext().getParent().inRoot();
    String name = in.currentName();
    if (top && DROPPED.contains(name)) {
      in.nextToken();
      in.skipChildren();
      out.writeNull();
    } else if (top && name.equals(ADDED)) {
      in.nextToken();
      JsonNode added = MAPPER.readTree(in);
      added.forEach(token -> addSpecial(token, specialIds));
      out.writeTree(added);
    } else if (name.equals("trim_offsets")) {
      writeUntrimmed(in, out);
    }
  }

  /** A vocabulary may have a token of that name: then its id is kept. */
  private static void writeUntrimmed(JsonParser in, JsonGenerator out) throws IOException {
    if (in.nextToken().isBoolean()) {
      out.writeBoolean(false);
    } else {
      out.copyCurrentStructure(in);
    }
  }

  private static void addSpecial(JsonNode token, Set<Long> specialIds) {
    if (token.path("special").asBoolean()) {
      specialIds.add(token.path("id").asLong(-1));
    }
  }
}
