package io.stateprint.choice;

import io.stateprint.choice.Candidate.Measured;
import io.stateprint.choice.TaskProfile.Wish;
import io.stateprint.depth.ReadOut;
import io.stateprint.inference.Estimate;
import io.stateprint.inference.Reasons;
import io.stateprint.personality.Personality;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.profile.Interval;
import io.stateprint.prompts.Style;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerScore;
import io.stateprint.score.ReliableBand;
import io.stateprint.traits.Constancy;
import io.stateprint.traits.Drawn;
import io.stateprint.traits.Lacking;
import io.stateprint.validity.Grade;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes the features that a profile asks for from what was measured of a model. A feature of one
 * style has the grade of that style; one that rests on all styles has the lowest of them.
 */
public final class CandidateMaker {
  private static final double ROUNDING = 1e-9;

  private final Personality personality;
  private final Constancy constancy;

  private CandidateMaker(Personality personality, Constancy constancy) {
    this.personality = personality;
    this.constancy = constancy;
  }

  /**
   * The candidate.
   *
   * @param model its id
   * @param personality under the pooling of the profile
   * @param constancy of the same
   */
  public static Candidate of(
      String model, Personality personality, Constancy constancy, TaskProfile profile) {
    CandidateMaker maker = new CandidateMaker(personality, constancy);
    Map<Feature, Measured> features = new HashMap<>();
    Map<Feature, Lacking> lacking = new HashMap<>();
    for (Wish wish : profile.wishes()) {
      Feature feature = wish.feature();
      Drawn drawn = maker.drawn(feature);
      if (drawn.lacking() == null) {
        features.put(
            feature,
            new Measured(
                drawn.value(),
                drawn.estimate().interval(),
                drawn.replicates(),
                drawn.freedom(),
                maker.grade(feature).name()));
      } else {
        lacking.put(feature, drawn.lacking());
      }
    }
    return new Candidate(model, features, lacking);
  }

  private Drawn drawn(Feature feature) {
    return switch (feature.kind()) {
      case SCORE -> score(feature);
      case HALF_RISE -> halfRise(personality.readOut());
      case WIDTH -> width(personality.readOut());
      case STABILITY -> constancy.of(style(feature)).stability();
      case FLEXIBILITY -> constancy.of(style(feature)).flexibility();
      case ROBUSTNESS -> constancy.of(style(feature)).framing().map(Math::abs);
      case LEVERAGE -> constancy.of(style(feature)).leverage();
      case REASONING_DRIFT -> Drawn.none(Lacking.NO_RESPONSES);
      case FAILED_SHARE -> failedShare();
    };
  }

  private Grade grade(Feature feature) {
    return switch (feature.kind()) {
      case FAILED_SHARE -> Grade.A;
      case HALF_RISE, WIDTH ->
          personality.verdicts().stream()
              .map(StyleVerdict::grade)
              .reduce(Grade::lower)
              .orElse(Grade.X);
      default -> personality.of(style(feature)).grade();
    };
  }

  private static Style style(Feature feature) {
    return Objects.requireNonNull(feature.style());
  }

  private Drawn score(Feature feature) {
    Style style = style(feature);
    Headline headline =
        feature.isOfPart() ? part(feature, style) : personality.of(style).headline();
    int category = personality.categories().indexOf(feature.category());
    if (headline.draws().length == 0) {
      return Drawn.none(Lacking.NO_RELIABLE_LAYER);
    }
    if (feature.category().equals(Feature.ALL)) {
      return Drawn.of(headline.percent(), headline.overallDraws(), headline.overallFreedom());
    }
    return category < 0
        ? Drawn.none(Lacking.OTHER_CATEGORY)
        : Drawn.of(
            headline.byCategory().get(category),
            headline.draws()[category],
            headline.freedom()[category]);
  }

  /** Over the reliable layers of a part of the depth; elsewhere a score is noise. */
  private Headline part(Feature feature, Style style) {
    List<LayerScore> layers = personality.layers().stream().map(l -> l.score()).toList();
    List<Integer> there =
        layers.stream()
            .filter(l -> l.depth() >= feature.from() - ROUNDING)
            .filter(l -> l.depth() <= feature.to() + ROUNDING)
            .filter(l -> ReliableBand.isReliable(l.of(style)))
            .map(LayerScore::layer)
            .toList();
    return Headline.of(
        new ReliableBand(style, there, there.isEmpty() ? Reasons.of("band.part") : ""), layers);
  }

  private Drawn halfRise(ReadOut readOut) {
    if (readOut.drawn().depth().length == 0) {
      return Drawn.none(Lacking.NO_READ_OUT);
    }
    double layers = (readOut.halfRise().value() + 1) / readOut.depth();
    Interval interval = readOut.halfRise().interval();
    return Drawn.of(
        new Estimate(
            readOut.depth(),
            readOut.halfRise().error() / layers,
            new Interval((interval.low() + 1) / layers, (interval.high() + 1) / layers),
            ""),
        readOut.drawn().depth(),
        freedom());
  }

  private Drawn width(ReadOut readOut) {
    return Double.isFinite(readOut.width())
        ? Drawn.of(readOut.width(), readOut.drawn().width(), freedom())
        : Drawn.none(Lacking.NO_READ_OUT);
  }

  private int freedom() {
    int[] of = personality.layers().get(0).score().styles().get(0).freedom();
    return of[of.length - 1];
  }

  private Drawn failedShare() {
    double share =
        personality.verdicts().stream().filter(v -> v.grade() == Grade.X).count()
            / (double) personality.verdicts().size();
    double[] same =
        new double[personality.layers().get(0).score().styles().get(0).draws()[0].length];
    Arrays.fill(same, share);
    return Drawn.of(share, same, freedom());
  }
}
