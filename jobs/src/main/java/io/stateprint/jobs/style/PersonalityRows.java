package io.stateprint.jobs.style;

import io.stateprint.depth.Commitment;
import io.stateprint.depth.ReadOut;
import io.stateprint.inference.Estimate;
import io.stateprint.jobs.tables.CheckRow;
import io.stateprint.jobs.tables.DirectionRow;
import io.stateprint.jobs.tables.PortraitRow;
import io.stateprint.jobs.tables.ProfileRow;
import io.stateprint.jobs.tables.ScoreRow;
import io.stateprint.personality.LayerFacts;
import io.stateprint.personality.Personality;
import io.stateprint.personality.StyleReading;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.profile.StyleEstimate;
import io.stateprint.prompts.Style;
import io.stateprint.score.Headline;
import io.stateprint.score.StyleScore;
import io.stateprint.traits.Constancy;
import io.stateprint.traits.Drawn;
import io.stateprint.traits.StyleConstancy;
import io.stateprint.validity.Grade;
import io.stateprint.validity.ValidityTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A personality as rows of the tables. */
final class PersonalityRows {
  static final String METHOD = "paired";
  private static final String WHITENED = "whitened";

  private final Personality personality;
  private final Constancy constancy;

  PersonalityRows(Personality personality, Constancy constancy) {
    this.personality = personality;
    this.constancy = constancy;
  }

  /** Paired and whitened directions of all layers; none where the instructions move no state. */
  List<DirectionRow> directions() {
    List<DirectionRow> out = new ArrayList<>();
    for (LayerFacts layer : personality.layers()) {
      for (Style style : Style.values()) {
        StyleReading reading = layer.styles().get(style.index());
        StyleScore score = layer.score().of(style);
        if (reading.direction().length > 0) {
          out.add(
              row(layer, style, METHOD, reading.direction())
                  .with(score.reliability(), score.detection()));
        }
        if (reading.whitened().direction().length > 0) {
          out.add(
              row(layer, style, WHITENED, reading.whitened().direction())
                  .with(Double.NaN, reading.whitened().auc()));
        }
      }
    }
    return out;
  }

  private DirectionRow row(LayerFacts layer, Style style, String method, float[] direction) {
    return new DirectionRow(
        layer.layer(),
        personality.pooling(),
        style.id(),
        method,
        direction,
        personality.prompts().size(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }

  /** Percents of range by layer, category and style, graded at their layer. */
  List<ProfileRow> profiles() {
    List<ProfileRow> out = new ArrayList<>();
    for (LayerFacts layer : personality.layers()) {
      for (Style style : Style.values()) {
        StyleScore score = layer.score().of(style);
        StyleVerdict verdict = personality.of(style);
        Grade grade = verdict.gradeAt(score);
        for (int c = 0; c <= categories(); c++) {
          boolean all = c == categories();
          Estimate estimate = all ? score.percent() : score.byCategory().get(c);
          out.add(
              new ProfileRow(
                  category(c),
                  layer.layer(),
                  layer.score().depth(),
                  personality.pooling(),
                  style.id(),
                  METHOD,
                  prompts(c),
                  estimate.value(),
                  estimate.interval().low(),
                  estimate.interval().high(),
                  grade.name(),
                  verdict.warnings()));
        }
      }
    }
    return out;
  }

  /** The numbers that stand for the styles. */
  List<ScoreRow> scores() {
    List<ScoreRow> out = new ArrayList<>();
    for (StyleVerdict verdict : personality.verdicts()) {
      Headline headline = verdict.headline();
      int last = headline.byCategory().isEmpty() ? categories() : 0;
      for (int c = last; c <= categories(); c++) {
        out.add(
            score(
                verdict, c, c == categories() ? headline.percent() : headline.byCategory().get(c)));
      }
    }
    return out;
  }

  private ScoreRow score(StyleVerdict verdict, int category, Estimate estimate) {
    Headline headline = verdict.headline();
    return new ScoreRow(
        personality.pooling(),
        headline.style().id(),
        category(category),
        METHOD,
        headline.band().layers().stream().mapToInt(Integer::intValue).toArray(),
        prompts(category),
        estimate.value(),
        estimate.interval().low(),
        estimate.interval().high(),
        headline.detection(),
        headline.discriminability(),
        headline.reliability(),
        headline.amplitude(),
        verdict.grade().name(),
        verdict.warnings(),
        estimate.why());
  }

  /** What was checked of each style, and what could not be. */
  List<CheckRow> checks() {
    List<CheckRow> out = new ArrayList<>();
    for (StyleVerdict verdict : personality.verdicts()) {
      for (ValidityTest test : verdict.tests()) {
        out.add(
            new CheckRow(
                personality.pooling(),
                verdict.headline().style().id(),
                test.check().name(),
                test.check().title(),
                test.value(),
                test.colour().name().toLowerCase(Locale.ROOT),
                test.why()));
      }
    }
    return out;
  }

  /** What is typical of the model. */
  PortraitRow portrait() {
    ReadOut readOut = personality.readOut();
    Commitment commitment = readOut.commitment();
    int leading = leading();
    Style dominant = personality.dominance().style();
    return new PortraitRow(
        personality.pooling(),
        METHOD,
        dominant == null ? "none" : dominant.id(),
        leading < 0 ? "none" : List.of(Style.values()).get(leading).id(),
        leading < 0 ? Double.NaN : personality.dominance().probability()[leading],
        readOut.halfRise().value(),
        readOut.halfRise().interval().low(),
        readOut.halfRise().interval().high(),
        readOut.depth(),
        readOut.width(),
        commitment == null ? Double.NaN : commitment.median(),
        mean(StyleConstancy::stability),
        mean(StyleConstancy::flexibility),
        Double.NaN,
        lowest().name(),
        personality.warnings());
  }

  /** Over the styles that have the number. */
  private double mean(Function<StyleConstancy, Drawn> value) {
    return constancy.styles().stream()
        .map(value)
        .mapToDouble(Drawn::value)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private Grade lowest() {
    return personality.verdicts().stream().map(StyleVerdict::grade).reduce(Grade.A, Grade::lower);
  }

  /** The style with the largest probability of leading; -1 where that is not known. */
  private int leading() {
    double[] probability = personality.dominance().probability();
    int best = -1;
    for (int k = 0; k < probability.length; k++) {
      best = probability[k] > (best < 0 ? 0 : probability[best]) ? k : best;
    }
    return best;
  }

  private int categories() {
    return personality.categories().size();
  }

  private String category(int c) {
    return c == categories() ? StyleEstimate.ALL : personality.categories().get(c);
  }

  private int prompts(int c) {
    return c == categories()
        ? personality.prompts().size()
        : (int)
            personality.prompts().stream()
                .filter(prompt -> prompt.category().equals(category(c)))
                .count();
  }
}
