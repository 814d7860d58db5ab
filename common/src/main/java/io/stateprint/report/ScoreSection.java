package io.stateprint.report;

import io.stateprint.depth.Commitment;
import io.stateprint.depth.ReadOut;
import io.stateprint.inference.Estimate;
import io.stateprint.personality.LayerFacts;
import io.stateprint.personality.Personality;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.profile.Interval;
import io.stateprint.profile.StyleEstimate;
import io.stateprint.prompts.Style;
import io.stateprint.score.CategoryContrasts;
import io.stateprint.score.Dominance;
import io.stateprint.score.Headline;
import io.stateprint.score.StyleScore;
import io.stateprint.traits.Constancy;
import io.stateprint.traits.Drawn;
import io.stateprint.traits.StyleConstancy;
import io.stateprint.validity.Grade;
import io.stateprint.validity.ValidityTest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A personality as a page shows it, without the draws that it rests on.
 *
 * @param pooling {@code last} or {@code user}
 * @param styles one a style
 * @param dominance which style stands out
 * @param readOut where style reads out
 * @param constancy how constant style is over layers, prompts, framings and system prompts
 * @param anisotropy largest mean cosine of random pairs of neutral states over the layers
 * @param warnings codes, sorted
 */
public record ScoreSection(
    String pooling,
    List<StyleSection> styles,
    Dominance dominance,
    Depth readOut,
    Constant constancy,
    double anisotropy,
    List<String> warnings) {
  /**
   * A style.
   *
   * @param style id
   * @param percent of the model's own range
   * @param byCategory the same of each category
   * @param layers that it is the mean of
   * @param grade of it
   * @param detection AUC, mean over those layers
   * @param discriminability d', likewise
   * @param reliability of the direction, likewise
   * @param amplitude of the range, likewise
   * @param checks what was checked, and what could not be
   * @param warnings codes
   * @param contrasts between categories
   * @param byDepth at every sampled layer
   */
  public record StyleSection(
      String style,
      Estimate percent,
      Map<String, Estimate> byCategory,
      List<Integer> layers,
      Grade grade,
      double detection,
      double discriminability,
      double reliability,
      double amplitude,
      List<ValidityTest> checks,
      List<String> warnings,
      CategoryContrasts contrasts,
      List<AtLayer> byDepth) {}

  /**
   * A style at a layer.
   *
   * @param layer the block, 0-based
   * @param depth (layer + 1) / layers
   * @param percent of the model's own range
   * @param interval of it
   * @param detection AUC
   * @param reliability of the direction
   * @param grade at this layer
   */
  public record AtLayer(
      int layer,
      double depth,
      double percent,
      Interval interval,
      double detection,
      double reliability,
      Grade grade) {}

  /**
   * Where style reads out.
   *
   * @param halfRise the layer; says why there is none
   * @param depth relative
   * @param width of the rise in parts of the depth
   * @param shape of the rise; null where it has none
   * @param rise of the margin
   * @param commitment median layer over prompts; NaN where there is none
   * @param floating whether prompts commit at different layers
   */
  public record Depth(
      Estimate halfRise,
      double depth,
      double width,
      ReadOut.@Nullable Shape shape,
      Estimate rise,
      double commitment,
      boolean floating) {
    private static Depth of(ReadOut readOut) {
      Commitment commitment = readOut.commitment();
      return new Depth(
          readOut.halfRise(),
          readOut.depth(),
          readOut.width(),
          readOut.shape(),
          readOut.rise(),
          commitment == null ? Double.NaN : commitment.median(),
          commitment != null && commitment.floating());
    }
  }

  /**
   * How constant style is; by style id.
   *
   * @param stability over the middle layers, 0 to 1
   * @param flexibility how far it follows the category, 0 to 1
   * @param framing points by which an emotional framing moves it
   * @param tortuosity of the prompts' paths through the layers
   */
  public record Constant(
      Map<String, Measured> stability,
      Map<String, Measured> flexibility,
      Map<String, Measured> framing,
      Measured tortuosity) {
    private static Constant of(Constancy constancy) {
      return new Constant(
          numbers(constancy, StyleConstancy::stability),
          numbers(constancy, StyleConstancy::flexibility),
          numbers(constancy, StyleConstancy::framing),
          Measured.of(constancy.tortuosity()));
    }

    private static Map<String, Measured> numbers(
        Constancy constancy, Function<StyleConstancy, Drawn> value) {
      Map<String, Measured> out = new LinkedHashMap<>();
      for (Style style : Style.values()) {
        out.put(style.id(), Measured.of(value.apply(constancy.of(style))));
      }
      return out;
    }
  }

  /**
   * A number with its interval; NaN where there is none.
   *
   * @param value of it
   * @param interval 95%
   */
  public record Measured(double value, Interval interval) {
    private static Measured of(Drawn drawn) {
      return new Measured(drawn.value(), drawn.estimate().interval());
    }
  }

  /** What a page shows of a personality. */
  public static ScoreSection of(Personality personality, Constancy constancy) {
    return new ScoreSection(
        personality.pooling(),
        Arrays.stream(Style.values()).map(style -> style(personality, style)).toList(),
        personality.dominance(),
        Depth.of(personality.readOut()),
        Constant.of(constancy),
        personality.layers().stream()
            .mapToDouble(LayerFacts::anisotropy)
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NaN),
        personality.warnings());
  }

  private static StyleSection style(Personality personality, Style style) {
    StyleVerdict verdict = personality.of(style);
    Headline headline = verdict.headline();
    Map<String, Estimate> categories = new LinkedHashMap<>();
    for (int c = 0; c < headline.byCategory().size(); c++) {
      categories.put(personality.categories().get(c), headline.byCategory().get(c));
    }
    return new StyleSection(
        style.id(),
        headline.percent(),
        categories,
        headline.band().layers(),
        verdict.grade(),
        headline.detection(),
        headline.discriminability(),
        headline.reliability(),
        headline.amplitude(),
        verdict.tests(),
        verdict.warnings(),
        verdict.contrasts(),
        personality.layers().stream().map(layer -> at(verdict, layer, style)).toList());
  }

  private static AtLayer at(StyleVerdict verdict, LayerFacts layer, Style style) {
    StyleScore score = layer.score().of(style);
    return new AtLayer(
        layer.layer(),
        layer.score().depth(),
        score.percent().value(),
        score.percent().interval(),
        score.detection().value(),
        score.reliability(),
        verdict.gradeAt(score));
  }

  /** Names of the categories that some style has a number for, in their order. */
  List<String> categories() {
    return styles.stream()
        .flatMap(style -> style.byCategory().keySet().stream())
        .filter(name -> !name.equals(StyleEstimate.ALL))
        .distinct()
        .toList();
  }
}
