package io.stateprint.report;

import io.stateprint.inference.Estimate;
import io.stateprint.profile.Interval;
import io.stateprint.report.ScoreSection.StyleSection;
import io.stateprint.validity.Colour;
import io.stateprint.validity.Grade;
import io.stateprint.validity.ValidityTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines that show a personality. A number of grade X stands in brackets. */
final class ScorePage {
  private final Words words;
  private final int modelLayers;
  private final List<String> lines = new ArrayList<>();

  private ScorePage(String language, int modelLayers) {
    this.words = new Words("scores", language);
    this.modelLayers = modelLayers;
  }

  /**
   * Writes the lines.
   *
   * @param language {@code en} or {@code ru}
   * @param modelLayers L
   */
  static List<String> of(ScoreSection section, String language, int modelLayers) {
    ScorePage page = new ScorePage(language, modelLayers);
    page.line("title." + section.pooling());
    page.line("scale");
    page.indented("head");
    section.styles().forEach(page::style);
    page.categories(section);
    page.specificities(section);
    page.dominant(section);
    page.depth(section.readOut());
    page.constancy(section.constancy());
    page.checks(section);
    if (section.anisotropy() > 0) {
      page.indented("anisotropy", page.words.number(section.anisotropy(), 2));
    }
    return page.lines;
  }

  private void style(StyleSection style) {
    if (!style.percent().present()) {
      lines.add(
          "  %-14s %7s  %s  %5s   %s"
              .formatted(
                  words.say(style.style()),
                  "-",
                  interval(Interval.NONE),
                  style.grade(),
                  words.say(
                      "noband",
                      words.number(largest(style, ScoreSection.AtLayer::detection), 2),
                      words.number(largest(style, ScoreSection.AtLayer::reliability), 2))));
      return;
    }
    lines.add(
        "  %-14s %7s  %s  %5s   %-9s  %5s  %5s  %5s  %s"
            .formatted(
                words.say(style.style()),
                shown(style.percent().value(), style.grade()),
                interval(style.percent().interval()),
                style.grade(),
                range(style.layers()),
                words.number(style.detection(), 2),
                words.number(style.discriminability(), 1),
                words.number(style.reliability(), 2),
                Sparkline.of(
                    style.byDepth().stream().map(ScoreSection.AtLayer::percent).toList(), 0, 100)));
  }

  private static double largest(StyleSection style, ToDoubleFunction<ScoreSection.AtLayer> value) {
    return style.byDepth().stream()
        .mapToDouble(value)
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  private String interval(Interval interval) {
    return "[%6s, %6s]"
        .formatted(words.number(interval.low(), 1), words.number(interval.high(), 1));
  }

  private String shown(double value, Grade grade) {
    String number = words.number(value, 1);
    return grade == Grade.X ? "(" + number + ")" : number;
  }

  private static String range(List<Integer> layers) {
    int first = layers.get(0);
    int last = layers.get(layers.size() - 1);
    String ends = first + "-" + last;
    return last - first + 1 == layers.size() ? ends : ends + "*";
  }

  private void categories(ScoreSection section) {
    List<String> names = section.categories();
    if (names.size() < 2) {
      return;
    }
    indented("categories");
    StringBuilder head = new StringBuilder("  %-14s".formatted(""));
    names.forEach(name -> head.append("%24s".formatted(words.category(name))));
    lines.add(head.toString());
    for (StyleSection style : section.styles()) {
      if (!style.byCategory().isEmpty()) {
        StringBuilder row = new StringBuilder("  %-14s".formatted(words.say(style.style())));
        names.forEach(name -> row.append("%24s".formatted(cell(style, name))));
        lines.add(row.toString());
      }
    }
  }

  private String cell(StyleSection style, String category) {
    Estimate estimate = style.byCategory().get(category);
    return estimate == null
        ? "-"
        : shown(estimate.value(), style.grade()) + " " + interval(estimate.interval());
  }

  private void specificities(ScoreSection section) {
    for (StyleSection style : section.styles()) {
      double value = style.contrasts().specificity().value();
      if (Double.isFinite(value)) {
        Interval interval = style.contrasts().specificity().interval();
        indented(
            interval.contains(0) ? "unspecific" : value > 0 ? "specific" : "against",
            words.say(style.style()),
            style.contrasts().specificity().of().stream()
                .map(words::category)
                .collect(Collectors.joining(", ")),
            words.signed(value, 1),
            words.number(interval.low(), 1),
            words.number(interval.high(), 1));
      }
    }
  }

  private void dominant(ScoreSection section) {
    double[] probability = section.dominance().probability();
    int leading = 0;
    for (int k = 1; k < probability.length; k++) {
      leading = probability[k] > probability[leading] ? k : leading;
    }
    if (Double.isNaN(probability[0])) {
      indented("dominant.unknown");
      return;
    }
    indented(
        section.dominance().style() == null ? "dominant.none" : "dominant",
        words.say(section.styles().get(leading).style()),
        words.number(100 * probability[leading], 0),
        words.number(section.dominance().lead().low(), 2),
        words.number(section.dominance().lead().high(), 2));
  }

  private void depth(ScoreSection.Depth depth) {
    if (depth.halfRise().present()) {
      indented(
          "decision",
          words.number(depth.halfRise().value(), 1),
          words.number(depth.halfRise().interval().low(), 1),
          words.number(depth.halfRise().interval().high(), 1),
          Integer.toString(modelLayers),
          words.number(depth.depth(), 2),
          depth.shape() == null ? words.say("shape.none") : words.say("shape." + depth.shape()),
          words.number(depth.width(), 2));
    } else if (depth.rise().present()) {
      indented(
          "decision.none",
          words.number(depth.rise().value(), 2),
          words.number(depth.rise().interval().low(), 2),
          words.number(depth.rise().interval().high(), 2));
    } else {
      indented("decision.unknown");
    }
    if (Double.isFinite(depth.commitment())) {
      indented(depth.floating() ? "floating" : "fixed", words.number(depth.commitment(), 1));
    }
  }

  private void constancy(ScoreSection.Constant constancy) {
    boolean any =
        Stream.of(constancy.stability(), constancy.flexibility(), constancy.framing())
            .flatMap(numbers -> numbers.values().stream())
            .anyMatch(number -> Double.isFinite(number.value()));
    if (!any) {
      return;
    }
    indented("constancy");
    for (String style : constancy.stability().keySet()) {
      lines.add(
          "    %-14s %s  %s  %s"
              .formatted(
                  words.say(style),
                  number(constancy.stability(), style, 2),
                  number(constancy.flexibility(), style, 2),
                  number(constancy.framing(), style, 1)));
    }
  }

  private String number(Map<String, ScoreSection.Measured> numbers, String style, int decimals) {
    ScoreSection.Measured number = Objects.requireNonNull(numbers.get(style));
    return "%6s [%6s, %6s]"
        .formatted(
            words.number(number.value(), decimals),
            words.number(number.interval().low(), decimals),
            words.number(number.interval().high(), decimals));
  }

  /** What keeps each style from grade A. */
  private void checks(ScoreSection section) {
    indented("checks");
    for (StyleSection style : section.styles()) {
      String failed =
          style.checks().stream()
              .filter(test -> test.colour() == Colour.RED || test.colour() == Colour.AMBER)
              .map(this::failed)
              .collect(Collectors.joining("; "));
      String notRun =
          style.checks().stream()
              .filter(test -> test.colour() == Colour.NOT_RUN)
              .map(test -> test.check().name())
              .collect(Collectors.joining(", "));
      lines.add(
          "    %s %s: %s"
              .formatted(
                  words.say(style.style()),
                  style.grade(),
                  words.say(
                      failed.isEmpty() ? "checked" : "failed",
                      failed,
                      notRun.isEmpty() ? words.say("nothing") : notRun)));
    }
  }

  private String failed(ValidityTest test) {
    return words.say(
        test.colour() == Colour.RED ? "red" : "amber",
        test.check().name(),
        words.say(test.check().name()),
        words.number(test.value(), 3));
  }

  private void line(String key, Object... arguments) {
    lines.add(words.say(key, arguments));
  }

  private void indented(String key, Object... arguments) {
    lines.add("  " + words.say(key, arguments));
  }
}
