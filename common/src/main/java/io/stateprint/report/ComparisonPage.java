package io.stateprint.report;

import io.stateprint.inference.Estimate;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.profile.Interval;
import io.stateprint.prompts.Style;
import io.stateprint.report.StylePair.Finding;
import io.stateprint.score.StyleComparison;
import io.stateprint.validity.Check;
import java.util.ArrayList;
import java.util.List;

/** The page of two models: what tells them apart first, then why, then how it was measured. */
public final class ComparisonPage {
  private final Words words;
  private final RunSection run;
  private final PairSection pair;
  private final String language;
  private final List<String> lines = new ArrayList<>();

  private ComparisonPage(RunSection run, PairSection pair, String language) {
    this.words = new Words("comparison", language);
    this.run = run;
    this.pair = pair;
    this.language = language;
  }

  /**
   * Writes the page.
   *
   * @param language {@code en} or {@code ru}
   */
  public static String of(RunSection run, PairSection pair, String language) {
    ComparisonPage page = new ComparisonPage(run, pair, language);
    page.head();
    page.glance();
    page.sentences();
    page.sizes();
    page.matched();
    page.lines.addAll(new ComparisonGrades(page.words, pair).lines());
    page.lines.addAll(new ComparisonGeometry(page.words, pair).lines());
    page.lines.addAll(new ComparisonFooter(page.words, run, pair).lines());
    return String.join("\n", page.lines);
  }

  private void head() {
    PairSection.Asked asked = pair.asked();
    line("title", pair.first().id(), pair.second().id());
    line(
        "asked", text(asked.prompts()), text(asked.topics()), String.join(", ", run.promptFiles()));
    line("pooling." + asked.pooling());
    for (Unlikeness one : pair.unlikeness()) {
      ModelSection.Facts a = pair.first().facts();
      ModelSection.Facts b = pair.second().facts();
      switch (one) {
        case FORMAT -> unlike(one, pair.first().format(), pair.second().format());
        case DTYPE -> unlike(one, a.computeType(), b.computeType());
        case STORED -> unlike(one, a.storedType(), b.storedType());
        case TEMPLATE, SYSTEM, TOKENIZER, SAME_WEIGHTS -> line(one.name());
      }
    }
  }

  private void unlike(Unlikeness which, String first, String second) {
    line(which.name(), pair.first().id(), first, pair.second().id(), second);
  }

  private void glance() {
    lines.add("");
    line("glance");
    indented("scale");
    lines.add(
        "  "
            + row(
                words.say("style"),
                words.say("graded", pair.shortNames().get(0)),
                words.say("graded", pair.shortNames().get(1)),
                words.say("points"),
                words.say("verdict")));
    for (StylePair one : pair.styles()) {
      lines.add(
          "  "
              + row(
                  words.say(one.style().id()),
                  score(one.first()),
                  score(one.second()),
                  difference(one.comparison()),
                  verdict(one)));
    }
    for (Finding finding : Finding.values()) {
      List<String> styles =
          pair.styles().stream()
              .filter(one -> one.finding() == finding)
              .map(one -> words.say(one.style().id()))
              .toList();
      if (!styles.isEmpty()) {
        indented("all." + finding, String.join(", ", styles));
      }
    }
  }

  private static String row(String style, String a, String b, String difference, String verdict) {
    return "%-13s  %-28s  %-28s  %-22s  %s"
        .formatted(style, a, b, difference, verdict)
        .stripTrailing();
  }

  private String score(StyleVerdict verdict) {
    Estimate percent = verdict.headline().percent();
    return percent.present()
        ? "%6s %s (%s)"
            .formatted(
                words.number(percent.value(), 1), brackets(percent.interval()), verdict.grade())
        : words.say("noscore");
  }

  private String difference(StyleComparison comparison) {
    return comparison.difference().present()
        ? "%6s %s"
            .formatted(
                words.signed(comparison.difference().value(), 1), signed(comparison.simultaneous()))
        : "-";
  }

  private String verdict(StylePair one) {
    String higher = pair.names().get(one.comparison().difference().value() > 0 ? 0 : 1);
    return words.say(
        "verdict." + one.finding(), higher, one.grade().name(), missing(one), codes(one));
  }

  private static String codes(StylePair one) {
    return String.join(", ", one.red().stream().map(Check::name).toList());
  }

  /** Which of the two has no score. */
  private String missing(StylePair one) {
    boolean a = one.first().headline().percent().present();
    boolean b = one.second().headline().percent().present();
    return a || b ? pair.names().get(a ? 1 : 0) : String.join(", ", pair.names());
  }

  private void sentences() {
    lines.add("");
    line("sentences");
    for (StylePair one : pair.styles()) {
      if (one.finding() == Finding.UNMEASURED) {
        indented("unmeasured", words.say(one.style().id()), missing(one));
      } else {
        lines.add("  " + one.sentence(language, pair.names()).text());
      }
    }
  }

  private void sizes() {
    List<StylePair> measured =
        pair.styles().stream().filter(one -> one.finding() != Finding.UNMEASURED).toList();
    if (measured.isEmpty()) {
      return;
    }
    lines.add("");
    line("sizes");
    sizes(
        List.of(
            words.say("style"),
            words.say("relative"),
            words.say("reverse"),
            "g",
            "CL",
            words.say("amplitudes")));
    for (StylePair one : measured) {
      StyleComparison comparison = one.comparison();
      Estimate common = comparison.common();
      sizes(
          List.of(
              words.say(one.style().id()),
              relative(comparison.relative()),
              relative(comparison.reverse()),
              words.signed(comparison.hedges(), 2),
              "%s [%s; %s]"
                  .formatted(
                      words.number(common.value(), 2),
                      words.number(common.interval().low(), 2),
                      words.number(common.interval().high(), 2)),
              words.number(comparison.amplitudes(), 2)
                  + (comparison.amplitudesDiffer() ? "  W09" : "")));
    }
  }

  private void sizes(List<String> cells) {
    lines.add("  %-13s  %-24s  %-24s  %6s  %-18s  %s".formatted(cells.toArray()).stripTrailing());
  }

  private String relative(Estimate estimate) {
    return estimate.present()
        ? "%s%% %s".formatted(words.signed(estimate.value(), 0), signed(estimate.interval(), 0))
        : words.say("undefined");
  }

  private void matched() {
    List<StylePair> some =
        pair.styles().stream()
            .filter(one -> one.style() != Style.FORMALITY)
            .filter(
                one ->
                    Double.isFinite(one.first().contrasts().specificity().value())
                        || Double.isFinite(one.second().contrasts().specificity().value()))
            .toList();
    if (some.isEmpty()) {
      return;
    }
    lines.add("");
    line("matched");
    lines.add(
        "  %-34s  %-28s  %s"
            .formatted(
                words.say("style"),
                words.say("graded", pair.shortNames().get(0)),
                words.say("graded", pair.shortNames().get(1))));
    for (StylePair one : some) {
      lines.add(
          "  %-34s  %-28s  %s"
              .formatted(where(one), specificity(one.first()), specificity(one.second()))
              .stripTrailing());
    }
  }

  private String where(StylePair one) {
    List<String> own = one.first().contrasts().specificity().of();
    List<String> named = own.isEmpty() ? one.second().contrasts().specificity().of() : own;
    return "%s (%s)"
        .formatted(
            words.say(one.style().id()),
            String.join(", ", named.stream().map(words::category).toList()));
  }

  private String specificity(StyleVerdict verdict) {
    double value = verdict.contrasts().specificity().value();
    return Double.isNaN(value)
        ? words.say("noscore")
        : "%6s %s (%s)"
            .formatted(
                words.signed(value, 1),
                signed(verdict.contrasts().specificity().interval()),
                verdict.grade());
  }

  private String brackets(Interval interval) {
    return "[%s; %s]".formatted(words.number(interval.low(), 1), words.number(interval.high(), 1));
  }

  private String signed(Interval interval) {
    return signed(interval, 1);
  }

  private String signed(Interval interval, int decimals) {
    return "[%s; %s]"
        .formatted(words.signed(interval.low(), decimals), words.signed(interval.high(), decimals));
  }

  private void line(String key, Object... arguments) {
    lines.add(words.say(key, arguments));
  }

  private void indented(String key, Object... arguments) {
    words.say(key, arguments).lines().forEach(one -> lines.add("  " + one));
  }

  private static String text(long number) {
    return Long.toString(number);
  }
}
