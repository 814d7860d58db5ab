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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one architecture: the weights of a layer with their shapes, then one method a step.
 *
 * <p>Lines that start with {@code #:} are data:
 *
 * <ul>
 *   <li>{@code #: name (shape)} is a weight; the name ends in {@code ?} where a checkpoint may lack
 *       it; {@code *} in it is an expert's number. {@code dense} or {@code sparse} before it says
 *       in which layers it is, {@code wide} that it stays in float32, {@code stacked} that it holds
 *       all experts, one after another along its first axis.
 *   <li>{@code #: ignored name} is a weight that no step needs.
 *   <li>{@code #: size letter key} is a size of the configuration, or a product of some ({@code
 *       key*key}); {@code key|key} are two spellings; {@code #: number key default}, {@code #:
 *       count key default}, {@code #: flag key default} are a float, an int, a bool.
 *   <li>{@code #: activation name} is the only activation that the text computes.
 * </ul>
 *
 * <p>In a method, {@code {name}} stands for a weight of the step or for a number of the model; a
 * weight that the checkpoint lacks becomes {@code None}. A method that takes {@code w:
 * List[Tensor]} is a step; the steps run in the order of the text. One that uses experts' weights
 * runs for groups of experts: {@code w} holds them expert by expert, or stacked; {@code {each}} is
 * their number, {@code i} the one at hand. A step that gives a list gives what the next ones take
 * as {@code carry}; a carried step without weights is one of sparse layers.
 */
final class ProgramText {
  private static final Pattern WEIGHT =
      Pattern.compile("#: (?:(dense|sparse) )?(wide |stacked )?([\\w.*]+)(\\?)? \\((.*)\\)");
  private static final Pattern DATA =
      Pattern.compile("#: (ignored|size|number|count|flag|activation) (\\S+)(?: (\\S+))?");
  private static final Pattern METHOD =
      Pattern.compile("def (\\w+)\\(self: \\S+, (.*)\\) -> (.*):");
  private static final Pattern PLACE = Pattern.compile("\\{([\\w.*]+)}");

  /**
   * A weight as the text lists it.
   *
   * @param name within the layer; {@code *} stands for an expert's number
   * @param shape sums of products of letters
   * @param optional whether a checkpoint may lack it
   * @param kind of the layers that have it; empty for all
   * @param word {@code wide} where it stays in float32, {@code stacked} where it holds all experts
   */
  record Weight(
      String name, List<String> shape, boolean optional, Optional<LayerKind> kind, String word) {
    boolean isIn(LayerKind layer) {
      return kind.map(own -> own == layer).orElse(true);
    }

    boolean isWide() {
      return word.equals("wide");
    }

    /** Whether each expert has a tensor of its own. */
    boolean isOfOneExpert() {
      return name.contains("*");
    }

    /** Whether all experts are in one tensor. */
    boolean isStacked() {
      return word.equals("stacked");
    }
  }

  /** A value of the configuration that the text names: {@code size}, {@code number} and so on. */
  record Value(String sort, String name, String detail) {}

  private final String name;
  private final List<String> lines;
  private final Map<String, Weight> weights = new LinkedHashMap<>();
  private final Set<String> ignored = new LinkedHashSet<>();
  private final List<Value> values = new ArrayList<>();

  private ProgramText(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
    for (String line : lines) {
      Matcher weight = WEIGHT.matcher(line);
      Matcher data = DATA.matcher(line);
      if (data.matches()) {
        data(data.group(1), data.group(2), data.group(3) == null ? "" : data.group(3));
      } else if (weight.matches()) {
        weights.put(weight.group(3), weight(weight));
      }
    }
  }

  private void data(String sort, String key, String detail) {
    if (sort.equals("ignored")) {
      ignored.add(key);
    } else {
      values.add(new Value(sort, key, detail));
    }
  }

  private static Weight weight(Matcher line) {
    Optional<LayerKind> kind =
        Optional.ofNullable(line.group(1))
            .map(word -> LayerKind.valueOf(word.toUpperCase(Locale.ROOT)));
    return new Weight(
        line.group(3),
        List.of(line.group(5).split(", ")),
        line.group(4) != null,
        kind,
        line.group(2) == null ? "" : line.group(2).strip());
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

  /** The weight of that name; the text must list it. */
  Weight weight(String weight) {
    return Objects.requireNonNull(weights.get(weight), weight);
  }

  Set<String> ignored() {
    return ignored;
  }

  /** Values of the configuration that the text names, in order. */
  List<Value> values() {
    return values;
  }

  /** The only activation that the text computes; empty where it computes none. */
  Optional<String> activation() {
    return values.stream()
        .filter(value -> value.sort().equals("activation"))
        .map(Value::name)
        .findFirst();
  }

  /** Whether the text has a method of that name. */
  boolean has(String method) {
    return lines.stream().anyMatch(line -> line.startsWith("def " + method + "("));
  }

  /** The steps of a layer, given which optional weights the checkpoint holds. */
  List<StepText> steps(LayerKind kind, Predicate<String> present) {
    List<StepText> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher method = METHOD.matcher(lines.get(i));
      if (method.matches() && method.group(2).contains("w: List[Tensor]")) {
        List<String> used = used(body(i), present);
        StepText step =
            new StepText(
                method.group(1),
                List.of(method.group(2).replaceAll(": [^,]*", "").split(", ")),
                used,
                method.group(3).equals("List[Tensor]"),
                used.stream().map(this::weight).anyMatch(w -> w.isOfOneExpert() || w.isStacked()));
        if (isIn(kind, step)) {
          steps.add(step);
        }
      }
    }
    return steps;
  }

  private boolean isIn(LayerKind kind, StepText step) {
    return (kind == LayerKind.SPARSE || !step.weights().isEmpty())
        && step.weights().stream().allMatch(weight -> weight(weight).isIn(kind));
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
              Weight weight = weights.get(key);
              if (weight != null) {
                return used.contains(key) ? place(weight, used) : "None";
              }
              if (key.equals("each")) {
                return each(used);
              }
              if (!numbers.containsKey(key)) {
                throw new IllegalStateException("{%s} in %s.txt is neither".formatted(key, name));
              }
              return numbers.get(key);
            });
  }

  private String each(List<String> used) {
    return weight(used.get(0)).isStacked()
        ? "torch.size(w[0], 0)"
        : "torch.floordiv(torch.len(w), %d)".formatted(used.size());
  }

  private static String place(Weight weight, List<String> used) {
    int at = used.indexOf(weight.name());
    if (weight.isOfOneExpert()) {
      return "w[torch.add(torch.mul(i, %d), %d)]".formatted(used.size(), at);
    }
    return (weight.isStacked() ? "torch.select(w[%d], 0, i)" : "w[%d]").formatted(at);
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
