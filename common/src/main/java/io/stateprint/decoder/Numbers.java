package io.stateprint.decoder;

import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the letters of shapes and the number places of a program text stand for in one model.
 *
 * @param sizes by letter
 * @param places by name, spelled as TorchScript reads them
 */
record Numbers(Map<String, Long> sizes, Map<String, String> places) {
  /** Those of the spec, then those that the text names. */
  static Numbers of(DecoderSpec spec, ProgramText text) {
    Map<String, Long> sizes = new LinkedHashMap<>(spec.sizes());
    Map<String, String> places = new LinkedHashMap<>(spec.numbers());
    for (ProgramText.Value value : text.values()) {
      switch (value.sort()) {
        case "size" -> sizes.put(value.name(), product(spec.config(), value.detail()));
        case "number" -> places.put(value.name(), number(spec.config(), value));
        case "count" -> places.put(value.name(), count(spec.config(), value));
        case "flag" -> places.put(value.name(), flag(spec.config(), value));
        default -> {}
      }
    }
    sizes.forEach((letter, size) -> places.putIfAbsent(letter, Long.toString(size)));
    return new Numbers(sizes, places);
  }

  /**
   * The size that a sum of products of letters and numbers, such as {@code H*W+2*K*W}, stands for.
   */
  long size(String letters) {
    long sum = 0;
    for (String term : letters.split("[+]", -1)) {
      long product = 1;
      for (String letter : term.split("[*]", -1)) {
        product *= letter.matches("\\d+") ? Long.parseLong(letter) : one(letter);
      }
      sum += product;
    }
    return sum;
  }

  private long one(String letter) {
    Long size = sizes.get(letter);
    if (size == null) {
      throw new IllegalArgumentException("No size has the letter " + letter);
    }
    return size;
  }

  /** Null is 0: what it would size is not there. */
  private static long product(ModelConfig config, String keys) {
    long product = 1;
    for (String names : keys.split("[*]", -1)) {
      String key =
          Stream.of(names.split("[|]", -1))
              .filter(config.json()::has)
              .findFirst()
              .orElseThrow(() -> missing(names, config));
      product *= config.integer(key).orElse(0);
    }
    return product;
  }

  private static InputException missing(String names, ModelConfig config) {
    return new InputException(
        "Cannot use %s: it is missing, a whole number is needed (%s)"
            .formatted(names.replace("|", " or "), config.origin()));
  }

  /** Null is 0, which the texts take for none. */
  private static String number(ModelConfig config, ProgramText.Value value) {
    double number =
        config.json().has(value.name())
            ? config.number(value.name()).orElse(0.0)
            : Double.parseDouble(value.detail());
    if (!Double.isFinite(number) || (value.name().endsWith("eps") && number < 0)) {
      throw new InputException(
          "Cannot use %s = %s: a number of 0 or more is needed (%s)"
              .formatted(value.name(), number, config.origin()));
    }
    return Double.toString(number);
  }

  private static String count(ModelConfig config, ProgramText.Value value) {
    return Integer.toString(
        config.integer(value.name()).orElseGet(() -> Integer.valueOf(value.detail())));
  }

  private static String flag(ModelConfig config, ProgramText.Value value) {
    boolean flag =
        config.node(value.name()).isPresent()
            ? config.flag(value.name())
            : Boolean.parseBoolean(value.detail());
    return flag ? "True" : "False";
  }
}
