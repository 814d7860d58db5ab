package io.stateprint.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The published numbers that models should reproduce: {@code checks.json} beside this class. */
public final class ExternalChecks {
  private final List<ExternalCheck> checks;

  private ExternalChecks(List<ExternalCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  /** All of them. */
  public static ExternalChecks published() {
    try (InputStream in = ExternalChecks.class.getResourceAsStream("checks.json")) {
      return read(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of another list of the same form as {@code checks.json}. */
  public static ExternalChecks read(InputStream json) {
    try {
      List<ExternalCheck> checks = new ArrayList<>();
      for (JsonNode check : new ObjectMapper().readTree(json)) {
        for (JsonNode model : check.get("models")) {
          checks.add(
              new ExternalCheck(
                  text(check, "id"),
                  text(check, "title"),
                  rule(model),
                  expectation(model),
                  text(check, "source")));
        }
      }
      return new ExternalChecks(checks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ids of all checks, in order of their numbers. */
  public List<String> ids() {
    return checks.stream().map(ExternalCheck::id).distinct().toList();
  }

  /**
   * The models that some check can be run on, by the ids of those checks, in order of their
   * numbers.
   */
  public Map<String, List<String>> runnable() {
    Map<String, List<String>> out = new LinkedHashMap<>();
    checks.stream()
        .filter(ExternalCheck::isWithinReach)
        .forEach(
            check ->
                out.computeIfAbsent(check.rule().published(), key -> new ArrayList<>())
                    .add(check.id()));
    return out;
  }

  /** The sets whose states the checks of a model need. */
  public Collection<StateSet> needs(KnownModel model) {
    TreeSet<StateSet> sets = new TreeSet<>();
    of(model).forEach(check -> sets.addAll(check.expectation().needs()));
    return sets;
  }

  /**
   * Every check that speaks of a model. What cannot be compared is reported as not run, with what
   * it needs.
   *
   * @param model whose states they are
   * @param states of the sets that could be sampled, all layers
   */
  public List<ExternalResult> run(KnownModel model, ExternalStates states) {
    return of(model).stream().map(check -> check.run(states)).toList();
  }

  private List<ExternalCheck> of(KnownModel model) {
    return checks.stream().filter(check -> check.rule().fits(model)).toList();
  }

  private static ModelRule rule(JsonNode model) {
    return new ModelRule(
        text(model, "model"),
        model.path("architecture").asText(""),
        model.path("layers").asInt(0),
        model.path("width").asInt(0),
        model.path("vocabulary").asInt(0),
        StreamSupport.stream(model.path("name_holds").spliterator(), false)
            .map(JsonNode::textValue)
            .toList());
  }

  private static Expectation expectation(JsonNode json) {
    String kind = text(json, "kind");
    return switch (kind) {
      case "massive" ->
          new SinkDimensions(dimensions(json), number(json, "first"), number(json, "last"), 2);
      case "outliers" ->
          new OutlierDimensions(dimensions(json), number(json, "first"), number(json, "last"));
      case "anisotropy" ->
          new WordAnisotropy(
              json.get("value").asDouble(),
              json.get("tolerance").asDouble(),
              number(json, "first"),
              number(json, "last"));
      case "means" ->
          new MeanGeometry(doubles(json.get("cosines")), json.get("tolerance").asDouble());
      case "out-of-reach" -> new OutOfReach(text(json, "expected"));
      default -> throw new IllegalStateException("checks.json knows no kind " + kind);
    };
  }

  private static List<Integer> dimensions(JsonNode json) {
    return IntStream.of(
            IntStream.range(0, json.get("dimensions").size())
                .map(i -> json.get("dimensions").get(i).asInt())
                .toArray())
        .boxed()
        .toList();
  }

  private static double[] doubles(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }

  private static int number(JsonNode json, String key) {
    return Objects.requireNonNull(json.get(key), key).intValue();
  }

  private static String text(JsonNode json, String key) {
    return Objects.requireNonNull(Objects.requireNonNull(json.get(key), key).textValue(), key);
  }
}
