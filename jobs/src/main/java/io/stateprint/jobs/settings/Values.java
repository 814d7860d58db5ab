package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads values with their types and collects what is wrong, instead of stopping at the first. */
final class Values {
  private static final Pattern FOLDER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Config config;
  private final String prefix;
  private final List<Problem> problems;

  Values(Config config, String prefix, List<Problem> problems) {
    this.config = config;
    this.prefix = prefix;
    this.problems = problems;
  }

  /** A text; {@code otherwise} where it is missing or wrong. */
  String text(String key, String otherwise) {
    return read(key, Config::getString, "a text is needed").orElse(otherwise);
  }

  /** A text where the key is there. */
  Optional<String> optional(String key) {
    return config.hasPath(key)
        ? read(key, Config::getString, "a text is needed")
        : Optional.empty();
  }

  /** A name that can be a folder's. */
  String name(String key) {
    if (!config.hasPath(key)) {
      problem(key, "is missing; a name is needed");
      return "";
    }
    String name = text(key, "");
    if (!FOLDER_NAME.matcher(name).matches()) {
      problem(
          key, "= \"%s\" cannot be a folder's name; use letters, digits, . _ -".formatted(name));
    }
    return name;
  }

  /** A whole number of at least {@code least}. */
  long number(String key, long least) {
    Optional<Long> number = read(key, Config::getLong, "a whole number is needed");
    if (number.filter(value -> value < least).isPresent()) {
      problem(
          key, "= %d is too small; %d or more is needed".formatted(number.orElseThrow(), least));
    }
    return number.orElse(least);
  }

  /** {@code auto}, or a number of at least 1. */
  int countOrAuto(String key, int auto) {
    if (text(key, "auto").equals("auto")) {
      return auto;
    }
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, number(key, 1)));
  }

  /** One of an enum's constants, spelled in lower case. */
  <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
    String text = text(key, otherwise.name().toLowerCase(Locale.ROOT));
    return constant(key, text, type).orElse(otherwise);
  }

  /** Some of an enum's constants, at least one. */
  <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    List<E> out = new ArrayList<>();
    List<String> texts = texts(key);
    for (String text : texts) {
      constant(key, text, type).filter(value -> !out.contains(value)).ifPresent(out::add);
    }
    if (texts.isEmpty()) {
      problem(key, "is empty; name one or more of " + spelled(type));
    }
    return out;
  }

  /** A list of texts; a single text counts as a list of one. */
  List<String> texts(String key) {
    boolean list = config.hasPath(key) && config.getValue(key).valueType() == ConfigValueType.LIST;
    return list
        ? read(key, Config::getStringList, "a list of texts is needed").orElse(List.of())
        : read(key, Config::getString, "a text or a list is needed")
            .map(List::of)
            .orElse(List.of());
  }

  /** Anything that the library can read, or a problem. */
  <T> Optional<T> read(String key, Getter<T> getter, String need) {
    try {
      return Optional.of(getter.get(config, key));
    } catch (ConfigException e) {
      String value = config.hasPath(key) ? config.getValue(key).render() : "null";
      problem(key, "= %s is of the wrong kind; %s".formatted(value, need));
      return Optional.empty();
    }
  }

  /** Reads one key of a configuration. */
  interface Getter<T> {
    T get(Config config, String key);
  }

  /** What a function makes of a text; its complaint becomes a problem. */
  <T> Optional<T> parsed(String key, String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (RuntimeException e) {
      problem(key, "= \"%s\" cannot be used; %s".formatted(text, e.getMessage()));
      return Optional.empty();
    }
  }

  /** Notes what is wrong with a key. */
  void problem(String key, String sentence) {
    String place = Place.of(config.hasPath(key) ? config.getValue(key).origin() : config.origin());
    problems.add(new Problem(place, prefix + key + " " + sentence));
  }

  private <E extends Enum<E>> Optional<E> constant(String key, String text, Class<E> type) {
    Optional<E> found =
        Arrays.stream(type.getEnumConstants())
            .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst();
    if (found.isEmpty()) {
      problem(key, "= %s is not known; choose among %s".formatted(text, spelled(type)));
    }
    return found;
  }

  private static <E extends Enum<E>> String spelled(Class<E> type) {
    return String.join(
        ", ",
        Arrays.stream(type.getEnumConstants())
            .map(value -> value.name().toLowerCase(Locale.ROOT))
            .toList());
  }
}
