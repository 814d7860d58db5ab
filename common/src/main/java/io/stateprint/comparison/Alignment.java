package io.stateprint.comparison;

import io.stateprint.evidence.SignFlip;
import io.stateprint.personality.LayerFacts;
import io.stateprint.personality.Personality;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.prompts.Style;
import io.stateprint.score.ReliableBand;
import io.stateprint.storage.InputException;
import io.stateprint.validity.Grade;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A base and an instruct model beside each other: what differs in percent of each one's own range,
 * and whether their axes of a style are the same.
 *
 * @param measured styles that have a percent in every column, in the order of the effect's arrays
 * @param effect on them; empty where no style is measured
 * @param styles one a style, measured or not
 * @param templated whether the instruct model was asked in its chat template too; without it the
 *     effect's template part is 0 and means nothing
 */
public record Alignment(
    List<Style> measured, Optional<AlignmentEffect> effect, List<OfStyle> styles, boolean templated)
    implements Serializable {

  /**
   * The models.
   *
   * @param base in the plain format
   * @param plain the instruct model in the plain format
   * @param chat the instruct model in its chat template, where it has one
   */
  public record Columns(Personality base, Personality plain, Optional<Personality> chat) {
    /** In that order. */
    List<Personality> all() {
      return Stream.concat(Stream.of(base, plain), chat.stream()).toList();
    }

    Personality last() {
      return chat.orElse(plain);
    }
  }

  /**
   * One style.
   *
   * @param style which one
   * @param verdicts of the columns: base, plain and, where it is there, chat
   * @param grade the lowest of the columns
   * @param weights axis of the base model against that of the instruct model in the plain format
   * @param total axis of the base model against that of the last column
   */
  public record OfStyle(
      Style style, List<StyleVerdict> verdicts, Grade grade, Axis weights, Axis total)
      implements Serializable {}

  /**
   * How two models' axes of a style agree.
   *
   * @param layers at which both directions are reliable, true ids; where there are none, every
   *     layer that both have a direction at
   * @param reliable whether the directions are reliable there
   * @param mean over these layers
   * @param byLayer at every layer that both have a direction at
   */
  public record Axis(
      List<Integer> layers, boolean reliable, AxisCheck mean, List<AxisLayer> byLayer)
      implements Serializable {}

  /** The check at one layer. */
  public record AxisLayer(int layer, double depth, AxisCheck check) implements Serializable {}

  /**
   * Measures it.
   *
   * @param columns asked the same prompts, scored with the same draws
   * @param draws of sign flips
   */
  public static Alignment of(Columns columns, SignFlip.Draws draws) {
    for (Personality other : columns.all()) {
      if (!other.prompts().equals(columns.base().prompts())) {
        throw new InputException(
            "Cannot measure the effect of alignment: the models were asked %d and %d prompts that differ; ask both the same"
                .formatted(columns.base().prompts().size(), other.prompts().size()));
      }
    }
    List<Style> measured =
        Arrays.stream(Style.values())
            .filter(
                style ->
                    columns.all().stream()
                        .allMatch(p -> p.of(style).headline().percent().present()))
            .toList();
    return new Alignment(
        measured,
        measured.isEmpty()
            ? Optional.empty()
            : Optional.of(AlignmentEffect.of(scores(columns, measured), draws)),
        Arrays.stream(Style.values()).map(style -> style(columns, style)).toList(),
        columns.chat().isPresent());
  }

  private static OfStyle style(Columns columns, Style style) {
    List<StyleVerdict> verdicts = columns.all().stream().map(p -> p.of(style)).toList();
    return new OfStyle(
        style,
        verdicts,
        verdicts.stream().map(StyleVerdict::grade).reduce(Grade.A, Grade::lower),
        axis(columns.base(), columns.plain(), style),
        axis(columns.base(), columns.last(), style));
  }

  private static AlignmentScores scores(Columns columns, List<Style> styles) {
    int[] draws = finite(columns, styles);
    Personality last = columns.last();
    int prompts = last.prompts().size();
    double[][] differences = new double[prompts][styles.size()];
    for (int k = 0; k < styles.size(); k++) {
      double[] after = last.of(styles.get(k)).headline().perPrompt();
      double[] before = columns.base().of(styles.get(k)).headline().perPrompt();
      for (int p = 0; p < prompts; p++) {
        differences[p][k] = after[p] - before[p];
      }
    }
    return new AlignmentScores(
        scores(columns.base(), styles, draws),
        scores(columns.plain(), styles, draws),
        scores(last, styles, draws),
        differences,
        last.of(styles.get(0)).headline().overallFreedom());
  }

  private static AlignmentScores.Scores scores(
      Personality personality, List<Style> styles, int[] draws) {
    return new AlignmentScores.Scores(
        styles.stream().mapToDouble(s -> personality.of(s).headline().percent().value()).toArray(),
        styles.stream()
            .map(s -> personality.of(s).headline().overallDraws())
            .map(all -> IntStream.of(draws).mapToDouble(b -> all[b]).toArray())
            .toArray(double[][]::new));
  }

  /** Draws in which every column has every style. */
  private static int[] finite(Columns columns, List<Style> styles) {
    List<double[]> all = new ArrayList<>();
    columns.all().forEach(p -> styles.forEach(s -> all.add(p.of(s).headline().overallDraws())));
    return IntStream.range(0, all.get(0).length)
        .filter(b -> all.stream().allMatch(draws -> Double.isFinite(draws[b])))
        .toArray();
  }

  private static Axis axis(Personality base, Personality other, Style style) {
    List<AxisLayer> byLayer = new ArrayList<>();
    List<AxisLayer> reliable = new ArrayList<>();
    for (LayerFacts one : base.layers()) {
      LayerFacts two =
          other.layers().stream().filter(l -> l.layer() == one.layer()).findFirst().orElse(one);
      double[] from = wide(one, style);
      double[] to = wide(two, style);
      if (two.layer() == one.layer() && from.length > 0 && to.length > 0) {
        AxisLayer check =
            new AxisLayer(
                one.layer(),
                one.score().depth(),
                AxisCheck.of(
                    from,
                    one.score().of(style).reliability(),
                    to,
                    two.score().of(style).reliability()));
        byLayer.add(check);
        if (ReliableBand.isReliable(one.score().of(style))
            && ReliableBand.isReliable(two.score().of(style))) {
          reliable.add(check);
        }
      }
    }
    List<AxisLayer> used = reliable.isEmpty() ? byLayer : reliable;
    return new Axis(
        used.stream().map(AxisLayer::layer).toList(),
        !reliable.isEmpty(),
        new AxisCheck(
            used.stream().mapToDouble(l -> l.check().cosine()).average().orElse(Double.NaN),
            used.stream().mapToDouble(l -> l.check().corrected()).average().orElse(Double.NaN)),
        byLayer);
  }

  private static double[] wide(LayerFacts layer, Style style) {
    float[] narrow = layer.styles().get(style.index()).direction();
    return IntStream.range(0, narrow.length).mapToDouble(d -> narrow[d]).toArray();
  }
}
