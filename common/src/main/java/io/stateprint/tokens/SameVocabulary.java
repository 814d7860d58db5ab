package io.stateprint.tokens;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.util.List;

/**
 * Whether a {@code tokenizer.json} beside a GGUF file is of the same model: such files gather in
 * one folder, and another model's tokenizer would give wrong ids without an error.
 */
final class SameVocabulary {
  /** Few spellings differ between the two: tokens that were added, tokens without use. */
  private static final double MOST_DIFFERENT = 0.02;

  private final List<?> tokens;
  private int compared;
  private int different;
  private String example = "";

  private SameVocabulary(List<?> tokens) {
    this.tokens = tokens;
  }

  /** Refuses a file whose tokens have other ids than in the GGUF file's metadata. */
  static void require(TokenizerFile file, List<?> tokens, String location) {
    SameVocabulary check = new SameVocabulary(tokens);
    try (JsonParser json = new JsonFactory().createParser(file.bytes())) {
      while (json.nextToken() != null) {
        if (isVocabulary(json)) {
          check.compare(json);
        }
      }
    } catch (IOException e) {
      throw new InputException(
          "Cannot read the tokenizer: it is not JSON (%s)".formatted(file.origin()), e);
    }
    if (check.different > MOST_DIFFERENT * check.compared) {
      throw new InputException(
          "Cannot use %s: it is another model's, for %d of %d tokens are others in %s, such as %s"
              .formatted(file.origin(), check.different, check.compared, location, check.example));
    }
  }

  private static boolean isVocabulary(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.START_OBJECT
        && "vocab".equals(json.currentName())
        && "model".equals(json.getParsingContext().getParent().getParent().getCurrentName());
  }

  private void compare(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String token = json.currentName();
      int id = json.nextIntValue(-1);
      compared++;
      if (id < 0 || id >= tokens.size() || !token.equals(tokens.get(id))) {
        different++;
        example = "%d \"%s\"".formatted(id, token);
      }
    }
  }
}
