package io.stateprint.decoder;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one architecture: the weights of a layer with their shapes, then one method a step.
 *
 * <p>Lines that start with {@code #:} list the weights: {@code #: name (shape)}, the name ending in
 * {@code ?} where a checkpoint may lack it, or {@code #: ignored name}; {@code #: number key value}
 * is a number of the configuration with its default, {@code #: activation name} the only activation
 * that the text computes. In a method, {@code {name}} stands for a weight of the step or for a
 * number of the model; a weight that the checkpoint lacks becomes {@code None}. A method that takes
 * {@code w: List[Tensor]} is a step; the steps run in the order of the text.
 */
final class ProgramText {
  private static final Pattern WEIGHT = Pattern.compile("#: (\\S+?)(\\?)? \\((.*)\\)");
  private static final Pattern IGNORED = Pattern.compile("#: ignored (\\S+)");
  private static final Pattern NUMBER = Pattern.compile("#: number (\\w+) (\\S+)");
  private static final Pattern ACTIVATION = Pattern.compile("#: activation (\\w+)");
  private static final Pattern METHOD = Pattern.compile("def (\\w+)\\(self: \\S+, (.*)\\) -> .*:");
  private static final Pattern PLACE = Pattern.compile("\\{([\\w.]+)}");

  /** A weight as the text lists it: name within the layer, shape letters, whether it may lack. */
  record Weight(String name, List<String> shape, boolean optional) {}

  /** One step as the text spells it: method, names of its parameters, weights in order of use. */
  record StepText(String method, List<String> parameters, List<String> weights) {}

  private final String name;
  private final List<String> lines;
  private final Map<String, Weight> weights = new LinkedHashMap<>();
  private final Set<String> ignored = new LinkedHashSet<>();
  private final Map<String, Double> numbers = new LinkedHashMap<>();
  private Optional<String> activation = Optional.empty();

  private ProgramText(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
    for (String line : lines) {
      Matcher weight = WEIGHT.matcher(line);
      Matcher unread = IGNORED.matcher(line);
      Matcher number = NUMBER.matcher(line);
      Matcher named = ACTIVATION.matcher(line);
      if (number.matches()) {
        numbers.put(number.group(1), Double.valueOf(number.group(2)));
      } else if (named.matches()) {
        activation = Optional.of(named.group(1));
      } else if (unread.matches()) {
        ignored.add(unread.group(1));
      } else if (weight.matches()) {
        List<String> shape = List.of(weight.group(3).split(", "));
        weights.put(weight.group(1), new Weight(weight.group(1), shape, weight.group(2) != null));
      }
    }
  }

  static ProgramText resource(String name) {
    return resource(ProgramText.class, name);
  }

  static ProgramText resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name + ".txt")) {
      if (in == null) {
        throw new InputException("Cannot find the program text %s.txt".formatted(name));
      }
      return new ProgramText(
          name, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Weight> weights() {
    return weights;
  }

  Set<String> ignored() {
    return ignored;
  }

  /** Numbers of the configuration that the methods name, with their defaults. */
  Map<String, Double> numbers() {
    return numbers;
  }

  /** The only activation that the text computes; empty where it computes none. */
  Optional<String> activation() {
    return activation;
  }

  /** Whether the text has a method of that name. */
  boolean has(String method) {
    return lines.stream().anyMatch(line -> line.startsWith("def " + method + "("));
  }

  /** The steps of a layer, given which optional weights the checkpoint holds. */
  List<StepText> steps(Predicate<String> present) {
    List<StepText> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher method = METHOD.matcher(lines.get(i));
      if (method.matches() && method.group(2).contains("w: List[Tensor]")) {
        steps.add(
            new StepText(
                method.group(1),
                List.of(method.group(2).replaceAll(": [^,]*", "").split(", ")),
                used(body(i), present)));
      }
    }
    return steps;
  }

  /**
   * The methods as TorchScript reads them, without comments, every {@code {place}} filled.
   *
   * @param numbers what the number places hold, by name
   * @param present tells which weights the checkpoint holds
   */
  String source(Map<String, String> numbers, Predicate<String> present) {
    StringBuilder out = new StringBuilder();
    List<String> used = List.of();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("def ")) {
        used = used(body(i), present);
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        out.append("  ").append(filled(line, numbers, used)).append('\n');
      }
    }
    return out.toString();
  }

  private String filled(String line, Map<String, String> numbers, List<String> used) {
    return PLACE
        .matcher(line)
        .replaceAll(
            place -> {
              String key = place.group(1);
              if (weights.containsKey(key)) {
                return used.contains(key) ? "w[" + used.indexOf(key) + "]" : "None";
              }
              if (!numbers.containsKey(key)) {
                throw new IllegalStateException("{%s} in %s.txt is neither".formatted(key, name));
              }
              return numbers.get(key);
            });
  }

  private List<String> body(int definition) {
    int end = definition + 1;
    while (end < lines.size() && !lines.get(end).startsWith("def ")) {
      end++;
    }
    return lines.subList(definition, end);
  }

  private List<String> used(List<String> body, Predicate<String> present) {
    Set<String> used = new LinkedHashSet<>();
    for (String line : body) {
      Matcher place = PLACE.matcher(line);
      while (!line.startsWith("#") && place.find()) {
        Weight weight = weights.get(place.group(1));
        if (weight != null && (!weight.optional() || present.test(weight.name()))) {
          used.add(weight.name());
        }
      }
    }
    return List.copyOf(used);
  }
}
