package io.stateprint.comparison;

import io.stateprint.personality.LayerFacts;
import io.stateprint.personality.Personality;
import io.stateprint.personality.SystemPrompts;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.ReliableBand;
import io.stateprint.score.StyleScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What a model's personality holds of system prompts: percents of range of some prompts without
 * one, under placebos and under real ones. Only layers at which the direction of a style is
 * reliable speak, whatever their depth: elsewhere a percent of the range is noise over noise.
 *
 * @param personality of the model
 * @param conditions in the order of the readings: {@code system:ID}, then {@code placebo:ID}
 * @param ids of the prompts in the order of the readings
 */
public record SystemPromptReadings(
    Personality personality, List<String> conditions, List<String> ids) {
  public SystemPromptReadings {
    conditions = List.copyOf(conditions);
    ids = List.copyOf(ids);
  }

  /** How many layers a style needs. */
  public static final int LEAST_LAYERS = 2;

  /** True ids of the layers that speak for a style, ascending. */
  public List<Integer> layers(Style style) {
    return readable(style).stream().map(LayerFacts::layer).toList();
  }

  /** Ids of the real system prompts. */
  public List<String> systems() {
    return named(SystemPrompts.SYSTEM);
  }

  /** Ids of the placebos. */
  public List<String> placebos() {
    return named(SystemPrompts.PLACEBO);
  }

  private List<String> named(String role) {
    return conditions.stream()
        .filter(c -> SystemPrompts.role(c).equals(role))
        .map(c -> c.substring(role.length() + 1))
        .toList();
  }

  /**
   * All styles that have enough layers x all system prompts.
   *
   * @throws io.stateprint.evidence.TooFewException for too few prompts or placebos
   */
  public List<SystemPromptFamily.Member> members() {
    List<SystemPromptFamily.Member> out = new ArrayList<>();
    for (Style style : Style.values()) {
      List<LayerFacts> layers = readable(style);
      if (layers.size() >= LEAST_LAYERS) {
        boolean first = layers.get(0).layer() == personality.layers().get(0).layer();
        for (String system : systems()) {
          out.add(
              new SystemPromptFamily.Member(system, style, scores(style, system, layers), first));
        }
      }
    }
    return out;
  }

  private SystemPromptScores scores(Style style, String system, List<LayerFacts> layers) {
    return new SystemPromptScores(
        layers.stream().mapToInt(LayerFacts::layer).toArray(),
        layers.stream().mapToDouble(l -> l.score().depth()).toArray(),
        keys(),
        under(style, SystemPrompts.SYSTEM + ":" + system, layers),
        layers.stream().map(l -> baseline(l, style)).toArray(double[][]::new),
        placebos().stream()
            .map(one -> under(style, SystemPrompts.PLACEBO + ":" + one, layers))
            .toArray(double[][][]::new),
        drawn(style, layers, systems().indexOf(system)));
  }

  /**
   * The draws of a system prompt at some layers.
   *
   * @param index of the system prompt among the real ones
   */
  public static SystemPromptScores.Drawn drawn(Style style, List<LayerFacts> layers, int index) {
    List<float[][]> rows =
        layers.stream().map(l -> l.styles().get(style.index()).drawnSystems()).toList();
    if (rows.stream().anyMatch(one -> one.length <= index + 1)) {
      return SystemPromptScores.Drawn.NONE;
    }
    return new SystemPromptScores.Drawn(
        rows.stream().map(one -> wide(one[index])).toArray(double[][]::new),
        rows.stream().map(one -> wide(one[one.length - 1])).toArray(double[][]::new));
  }

  private static double[] wide(float[] row) {
    return IntStream.range(0, row.length).mapToDouble(b -> row[b]).toArray();
  }

  private List<LayerFacts> readable(Style style) {
    return personality.layers().stream()
        .filter(l -> ReliableBand.isReliable(l.score().of(style)))
        .filter(l -> isFinite(l, style))
        .toList();
  }

  private boolean isFinite(LayerFacts layer, Style style) {
    return Arrays.stream(layer.styles().get(style.index()).systems())
        .flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite);
  }

  private double[][] under(Style style, String condition, List<LayerFacts> layers) {
    int row = conditions.indexOf(condition);
    return layers.stream()
        .map(l -> l.styles().get(style.index()).systems()[row])
        .toArray(double[][]::new);
  }

  /** In percent of the mean range of these prompts alone, as readings under system prompts are. */
  private double[] baseline(LayerFacts layer, Style style) {
    StyleScore score = layer.score().of(style);
    int[] places = places();
    Map<String, List<Integer>> byCategory = new HashMap<>();
    for (int place : places) {
      byCategory.computeIfAbsent(category(place), key -> new ArrayList<>()).add(place);
    }
    return IntStream.of(places)
        .mapToDouble(
            place -> {
              List<Integer> own = Objects.requireNonNull(byCategory.get(category(place)));
              double range = own.stream().mapToDouble(p -> score.range()[p]).average().orElse(0);
              return 100 * score.shift()[place] / range;
            })
        .toArray();
  }

  private String category(int place) {
    return personality.prompts().get(place).category();
  }

  private int[] places() {
    List<String> all = personality.prompts().stream().map(PromptKey::id).toList();
    return ids.stream().mapToInt(all::indexOf).toArray();
  }

  private List<PromptKey> keys() {
    return IntStream.of(places()).mapToObj(personality.prompts()::get).toList();
  }
}
