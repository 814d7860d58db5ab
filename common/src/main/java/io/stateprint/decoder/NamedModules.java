package io.stateprint.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Modules that a {@code quantization_config} names: as they are, by their last words, or, after
 * {@code re:}, by what their names begin with.
 *
 * @param key of the list in the configuration
 * @param names without patterns
 * @param patterns those after {@code re:}
 */
record NamedModules(String key, List<String> names, List<Pattern> patterns) {
  private static final String PATTERN = "re:";

  /** Those of the first of some keys that is there. */
  static NamedModules of(ModelConfig config, String... keys) {
    String key =
        Stream.of(keys).filter(one -> config.node(one).isPresent()).findFirst().orElse(keys[0]);
    List<String> names = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    for (JsonNode entry : config.node(key).stream().flatMap(NamedModules::entries).toList()) {
      if (entry.asText().startsWith(PATTERN)) {
        patterns.add(pattern(entry.asText().substring(PATTERN.length()), key, config));
      } else {
        names.add(entry.asText());
      }
    }
    return new NamedModules(key, List.copyOf(names), List.copyOf(patterns));
  }

  private static Stream<JsonNode> entries(JsonNode list) {
    return list.valueStream();
  }

  private static Pattern pattern(String text, String key, ModelConfig config) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new InputException(
          "Cannot use %s: %s is not a regular expression (%s)"
              .formatted(key, text, config.origin()),
          e);
    }
  }

  /** Whether a module is named. */
  boolean contain(String module) {
    return names.stream().anyMatch(name -> module.equals(name) || module.endsWith("." + name))
        || patterns.stream()
            .anyMatch(pattern -> pattern.matcher(new Bounded(module, key)).lookingAt());
  }

  /** Refuses a weight that is quantised although its module is named. */
  void refuse(Wanted wanted, String part) {
    if (contain(wanted.module())) {
      throw new InputException(
          "Cannot use tensor %s: it is quantised, %s of the quantization_config says it is not (%s)"
              .formatted(wanted.part(part).name(), key, wanted.checkpoint().location()));
    }
  }

  /** A name that a stranger's pattern may look at so often and no more. */
  private static final class Bounded implements CharSequence {
    private static final int MOST = 100_000;

    private final String name;
    private final String key;
    private int looks;

    Bounded(String name, String key) {
      this.name = name;
      this.key = key;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST) {
        throw new InputException(
            "Cannot use %s: matching one of its patterns with %s takes more than %d steps"
                .formatted(key, name, MOST));
      }
      return name.charAt(index);
    }

    @Override
    public int length() {
      return name.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return name.substring(start, end);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
