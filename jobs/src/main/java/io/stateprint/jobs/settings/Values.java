package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads values with their types and collects what is wrong, instead of stopping at the first. */
final class Values {
  private static final int LONGEST = 80;
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
    return has(key) ? read(key, Config::getString, "a text is needed") : Optional.empty();
  }

  /** A name that can be a folder's. */
  String name(String key) {
    if (!has(key)) {
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

  /** Any whole number. */
  long number(String key) {
    return read(key, (all, one) -> whole(all.getValue(one)), "a whole number is needed").orElse(0L);
  }

  /** A whole number from 1 to {@code most}. */
  int count(String key, int most) {
    return counted(key, most, "a whole number from 1 to %d is needed".formatted(most));
  }

  /** {@code auto}, or a whole number from 1 to {@code most}. */
  int countOrAuto(String key, int auto, int most) {
    boolean isAuto = has(key) && "auto".equals(config.getValue(key).unwrapped());
    return isAuto
        ? auto
        : counted(key, most, "auto, or a whole number from 1 to %d is needed".formatted(most));
  }

  private int counted(String key, int most, String need) {
    Optional<Long> number = read(key, (all, one) -> whole(all.getValue(one)), need);
    if (number.filter(value -> value < 1 || value > most).isPresent()) {
      problem(key, "= %d is out of range; %s".formatted(number.orElseThrow(), need));
      return 1;
    }
    return Math.toIntExact(number.orElse(1L));
  }

  /** A time above zero. */
  Duration time(String key) {
    String need = "a time such as 10s is needed";
    Duration time = read(key, Config::getDuration, need).orElse(Duration.ofSeconds(10));
    if (time.isZero() || time.isNegative()) {
      problem(key, "is not above zero; " + need);
      return Duration.ofSeconds(10);
    }
    return time;
  }

  /** A list of whole numbers. */
  Optional<List<Integer>> wholeNumbers(String key) {
    return read(
        key,
        (all, one) -> all.getList(one).stream().map(Values::whole).map(Math::toIntExact).toList(),
        "a list of whole numbers is needed");
  }

  /** The library would cut 1.5 to 1. */
  private static long whole(ConfigValue value) {
    try {
      return new BigDecimal(String.valueOf(value.unwrapped())).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new ConfigException.WrongType(value.origin(), "not a whole number", e);
    }
  }

  /** True or false. */
  boolean flag(String key) {
    return read(key, Config::getBoolean, "true or false is needed").orElse(false);
  }

  /** Whether there is such a key. */
  boolean has(String key) {
    return config.hasPath(key);
  }

  /** Whether the key holds a list. */
  boolean isList(String key) {
    return has(key) && config.getValue(key).valueType() == ConfigValueType.LIST;
  }

  /** One of an enum's constants, spelled in lower case. */
  <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
    String text = text(key, otherwise.name().toLowerCase(Locale.ROOT));
    return constant(key, text, type).orElse(otherwise);
  }

  /** Some of an enum's constants, at least one. */
  <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    List<E> out = new ArrayList<>();
    for (String text : someTexts(key)) {
      constant(key, text, type).filter(value -> !out.contains(value)).ifPresent(out::add);
    }
    return out;
  }

  /** A list of at least one text; a single text counts as a list of one. */
  List<String> someTexts(String key) {
    Optional<List<String>> texts =
        isList(key)
            ? read(key, Config::getStringList, "a list of texts is needed")
            : read(key, Config::getString, "a text or a list of texts is needed").map(List::of);
    if (texts.filter(List::isEmpty).isPresent()) {
      problem(key, "is empty; one or more are needed");
    }
    return texts.orElse(List.of());
  }

  /** A list of texts, which may be empty; a single text counts as a list of one. */
  List<String> texts(String key) {
    boolean empty = isList(key) && config.getList(key).isEmpty();
    return empty ? List.of() : someTexts(key);
  }

  /** Anything that the library can read, or a problem. */
  <T> Optional<T> read(String key, Getter<T> getter, String need) {
    try {
      return Optional.of(getter.get(config, key));
    } catch (ConfigException | ArithmeticException e) {
      String value = config.hasPath(key) ? shown(config.getValue(key)) : "null";
      problem(key, "= %s is of the wrong kind; %s".formatted(value, need));
      return Optional.empty();
    }
  }

  /** A value for messages: on one line, and long ones cut. */
  static String shown(ConfigValue value) {
    String text = value.render(ConfigRenderOptions.concise());
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
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
    ConfigOrigin origin = has(key) ? config.getValue(key).origin() : config.origin();
    problems.add(new Problem(Place.of(origin), prefix + key + " " + sentence));
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
