package io.stateprint.traits;

import io.stateprint.comparison.Leverage;
import io.stateprint.comparison.SystemPromptReadings;
import io.stateprint.comparison.SystemPromptScores;
import io.stateprint.constancy.Flexibility;
import io.stateprint.constancy.Robustness;
import io.stateprint.constancy.Stability;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.inference.Clusters;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.BankTexts;
import io.stateprint.personality.LayerFacts;
import io.stateprint.personality.Personality;
import io.stateprint.personality.StyleReading;
import io.stateprint.personality.SystemPrompts;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Framing;
import io.stateprint.prompts.Style;
import io.stateprint.score.ReliableBand;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Reads how constant each style of a personality is. */
final class ConstancyReader {
  private static final int LEAST_PLACEBOS = 8;
  private static final int LEAST_PROMPTS = 10;

  private final Personality personality;
  private final BankPlan plan;
  private final TopicDraws draws;
  private final long seed;

  ConstancyReader(Personality personality, BankPlan plan, TopicDraws draws, long seed) {
    this.personality = personality;
    this.plan = plan;
    this.draws = draws;
    this.seed = seed;
  }

  StyleConstancy read(Style style) {
    return new StyleConstancy(
        style,
        stability(style),
        flexibility(style),
        framing(style),
        leverage(style),
        personality.of(style).grade());
  }

  /** Where a direction is not reliable the score is noise: such layers are left out. */
  private Drawn stability(Style style) {
    List<LayerFacts> middle =
        personality.layers().stream()
            .filter(one -> Stability.isMiddle(one.score().depth()))
            .filter(one -> ReliableBand.isReliable(one.score().of(style)))
            .toList();
    if (middle.size() < Stability.LEAST_LAYERS) {
      return Drawn.none(middle.isEmpty() ? Lacking.NO_RELIABLE_LAYER : Lacking.FEW_LAYERS);
    }
    Stability found =
        Stability.of(
            middle.stream().map(l -> l.score().of(style).perPrompt()).toArray(double[][]::new),
            middle.stream().mapToDouble(l -> l.score().depth()).toArray(),
            draws);
    return Drawn.of(found.value(), found.replicates(), draws.freedom());
  }

  private Drawn flexibility(Style style) {
    double[] scores = personality.of(style).headline().perPrompt();
    Clusters clusters = plan.estimator().clusters();
    if (scores.length == 0) {
      return Drawn.none(Lacking.NO_RELIABLE_LAYER);
    }
    if (clusters.categories().size() < 2) {
      return Drawn.none(Lacking.ONE_CATEGORY);
    }
    Flexibility found = Flexibility.of(scores, clusters.category(), draws);
    return Drawn.of(found.value(), found.replicates(), draws.freedom());
  }

  private Drawn framing(Style style) {
    List<PromptKey> texts = personality.texts().framings();
    List<StyleReading> band = band(style);
    if (texts.isEmpty() || band.stream().anyMatch(l -> l.framings().length != texts.size())) {
      return Drawn.none(Lacking.NO_FRAMINGS);
    }
    if (band.isEmpty()) {
      return Drawn.none(Lacking.NO_RELIABLE_LAYER);
    }
    List<String> ids = texts.stream().map(PromptKey::id).toList();
    int[] emotional = BankTexts.withTwin(ids, Framing.EMOTIONAL);
    int[] neutral = BankTexts.withTwin(ids, Framing.NEUTRAL);
    List<PromptKey> pairs = Arrays.stream(emotional).mapToObj(texts::get).toList();
    if (pairs.size() < Robustness.LEAST_PAIRS || BankPlan.clusters(pairs).isEmpty()) {
      return Drawn.none(Lacking.FEW_FRAMINGS);
    }
    double[] scores = mean(band.stream().map(StyleReading::framings).toArray(double[][]::new));
    Robustness found =
        Robustness.of(
            some(scores, emotional), some(scores, neutral), pairs, draws.draws().length, seed + 5);
    int freedom = BankPlan.clusters(pairs).orElseThrow().freedom();
    boolean drawn = band.stream().allMatch(l -> l.drawnFramings().length > 0);
    return Drawn.of(found.moved(), drawn ? drawn(band) : found.replicates(), freedom);
  }

  /** The mean over the band in each draw, directions made anew. */
  private static double[] drawn(List<StyleReading> band) {
    return mean(
        band.stream()
            .map(StyleReading::drawnFramings)
            .map(row -> IntStream.range(0, row.length).mapToDouble(b -> row[b]).toArray())
            .toArray(double[][]::new));
  }

  private Drawn leverage(Style style) {
    BankTexts texts = personality.texts();
    List<PromptKey> prompts = plan.some(texts.underSystems());
    int real = (int) texts.systems().stream().filter(SystemPrompts::isReal).count();
    if (real == 0
        || texts.systems().size() - real < LEAST_PLACEBOS
        || prompts.size() < LEAST_PROMPTS
        || personality.layers().size() < 2
        || BankPlan.clusters(prompts).isEmpty()) {
      return Drawn.none(Lacking.NO_SYSTEMS);
    }
    double[][][] byCondition = byCondition(style, texts.systems().size());
    double[][] baseline = baseline(style, prompts);
    double[][][] placebos = Arrays.copyOfRange(byCondition, real, byCondition.length);
    List<LayerFacts> layers = personality.layers();
    List<SystemPromptScores> scores =
        IntStream.range(0, real)
            .mapToObj(
                s ->
                    new SystemPromptScores(
                        layers.stream().mapToInt(LayerFacts::layer).toArray(),
                        layers.stream().mapToDouble(l -> l.score().depth()).toArray(),
                        prompts,
                        byCondition[s],
                        baseline,
                        placebos,
                        SystemPromptReadings.drawn(style, layers, s)))
            .toList();
    TopicDraws own = TopicDraws.of(prompts, draws.draws().length, seed + 6);
    Leverage found = Leverage.of(scores, own);
    return Drawn.of(found.value(), found.replicates(), own.freedom());
  }

  /** Percents under each system prompt, (systems, L, P'). */
  private double[][][] byCondition(Style style, int conditions) {
    List<StyleReading> layers = layers(style, one -> true);
    return IntStream.range(0, conditions)
        .mapToObj(j -> layers.stream().map(l -> l.systems()[j]).toArray(double[][]::new))
        .toArray(double[][][]::new);
  }

  /** Percents without a system prompt, (L, P'). */
  private double[][] baseline(Style style, List<PromptKey> prompts) {
    int[] rows = prompts.stream().mapToInt(plan.keys()::indexOf).toArray();
    return personality.layers().stream()
        .map(l -> some(l.score().of(style).perPrompt(), rows))
        .toArray(double[][]::new);
  }

  private List<StyleReading> band(Style style) {
    List<Integer> band = personality.of(style).headline().band().layers();
    return layers(style, one -> band.contains(one.layer()));
  }

  private List<StyleReading> layers(Style style, Predicate<LayerFacts> wanted) {
    return personality.layers().stream()
        .filter(wanted)
        .map(l -> l.styles().get(style.index()))
        .toList();
  }

  private static double[] mean(double[][] rows) {
    double[] out = new double[rows[0].length];
    for (double[] row : rows) {
      for (int i = 0; i < out.length; i++) {
        out[i] += row[i] / rows.length;
      }
    }
    return out;
  }

  private static double[] some(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }
}
