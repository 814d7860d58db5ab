package io.stateprint.prompts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stateprint.storage.InputException;
import io.stateprint.storage.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads a file of one JSON object a line, and says all that is wrong with it at once. */
final class JsonLines<T> {
  private static final int LONGEST = 1 << 20;
  private static final int SHOWN = 20;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final Path file;
  private final Function<Fields, T> entry;
  private final List<T> entries = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> lineOfId = new HashMap<>();
  private final MessageDigest digest = Sha256.digest();

  private JsonLines(Path file, Function<Fields, T> entry) {
    this.file = file;
    this.entry = entry;
  }

  /** Reads the file; {@code entry} makes an entry of a line's fields, or throws a complaint. */
  static <T> TextFile<T> read(Path file, Function<Fields, T> entry) {
    return new JsonLines<>(file, entry).read();
  }

  private TextFile<T> read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (!text.isBlank()) {
          line(number, text);
        }
      }
    } catch (CharacterCodingException e) {
      throw new InputException("Cannot read %s: it is not UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new InputException("Cannot read %s: %s".formatted(file, e), e);
    }
    stopAtProblems();
    return new TextFile<>(file.getFileName().toString(), entries, Sha256.hex(digest.digest()));
  }

  private void stopAtProblems() {
    if (problems.isEmpty() && entries.isEmpty()) {
      throw new InputException("Cannot read %s: it holds no entries".formatted(file));
    }
    if (!problems.isEmpty()) {
      int rest = problems.size() - SHOWN;
      throw new InputException(
          "Cannot read %s: %s%s"
              .formatted(
                  file,
                  String.join("\n  ", problems.subList(0, Math.min(SHOWN, problems.size()))),
                  rest > 0 ? "\n  and %d more lines".formatted(rest) : ""));
    }
  }

  private void line(int number, String text) {
    if (text.length() > LONGEST) {
      problem(number, "is longer than 1 MiB");
      return;
    }
    try {
      JsonNode node = JSON.readTree(text);
      if (!node.isObject()) {
        problem(number, "is not a JSON object");
        return;
      }
      Fields fields = new Fields(node);
      String id = fields.required("id");
      Integer before = lineOfId.putIfAbsent(id, number);
      if (before != null) {
        problem(number, "has the id \"%s\" of line %d; ids must differ".formatted(id, before));
        return;
      }
      entries.add(entry.apply(fields));
      digest.update(JSON.writeValueAsBytes(JSON.treeToValue(node, Object.class)));
      digest.update((byte) '\n');
    } catch (JsonProcessingException e) {
      problem(number, "is not JSON: " + e.getOriginalMessage());
    } catch (Fields.Complaint e) {
      problem(number, String.valueOf(e.getMessage()));
    }
  }

  private void problem(int line, String sentence) {
    problems.add("line %d %s".formatted(line, sentence));
  }
}
