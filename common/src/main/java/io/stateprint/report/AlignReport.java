package io.stateprint.report;

import io.stateprint.comparison.Alignment;
import io.stateprint.comparison.AlignmentEffect;
import io.stateprint.inference.Estimate;
import io.stateprint.prompts.Style;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.validity.Grade;
import io.stateprint.validity.ValidityTest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of what alignment changed. */
public final class AlignReport {
  private final Words words;
  private final AlignSection section;
  private final List<String> lines = new ArrayList<>();

  private AlignReport(AlignSection section, String language) {
    this.words = new Words("align", language);
    this.section = section;
  }

  /**
   * Writes the page.
   *
   * @param language {@code en} or {@code ru}
   */
  public static String text(RunSection run, AlignSection section, String language) {
    AlignReport report = new AlignReport(section, language);
    report.head();
    report.effect();
    report.axes();
    report.lines.addAll(AlignStates.lines(report.words, section));
    report.warnings();
    report.notes();
    report.lines.addAll(
        new Provenance(report.words)
            .lines(run, section.columns().stream().map(AlignSection.Column::model).toList()));
    return String.join("\n", report.lines);
  }

  private void head() {
    for (int c = 0; c < section.columns().size(); c++) {
      ModelSection model = section.columns().get(c).model();
      line(
          "column." + c,
          model.id(),
          model.facts().architecture(),
          text(model.facts().layers()),
          text(model.facts().width()),
          model.facts().storedType(),
          model.facts().computeType());
    }
    line("pooling." + section.pooling());
    line("measured", text(section.prompts()));
    line(
        section.frames().isEmpty() ? "plain.instructions" : "plain.frames",
        String.join(", ", section.frames()));
    if (!section.templated()) {
      line("untemplated");
    }
    if (!section.sameTokenizer()) {
      line("tokenizers");
    }
  }

  private void effect() {
    lines.add("");
    line("head");
    for (AlignSection.OfStyle style : section.styles()) {
      row(style);
    }
    AlignmentEffect effect = section.effect();
    if (effect != null) {
      lines.add("");
      line(
          "size",
          words.number(effect.size(), 1),
          words.number(effect.p(), 4),
          words.say(effect.strength().name()),
          section.measured().stream()
              .map(style -> words.say(style.id()))
              .collect(Collectors.joining(", ")));
      if (section.styles().stream()
          .anyMatch(one -> section.measured().contains(one.style()) && isDoubtful(one))) {
        line("size.doubtful");
      }
      suppression(effect);
    }
    for (AlignSection.OfStyle style : section.styles()) {
      if (style.grade() == Grade.X) {
        line(
            "failed",
            words.say(style.style().id()),
            style.failed().stream()
                .collect(
                    Collectors.toMap(
                        ValidityTest::check, test -> test, (one, other) -> one, TreeMap::new))
                .values()
                .stream()
                .map(words::failed)
                .collect(Collectors.joining("; ")));
      }
    }
  }

  private void row(AlignSection.OfStyle style) {
    int k = section.measured().indexOf(style.style());
    AlignmentEffect effect = section.effect();
    String percents =
        style.percents().stream()
            .map(percent -> "%8s".formatted(words.number(percent.value(), 1)))
            .collect(Collectors.joining());
    String name = words.say(style.style().id());
    if (k < 0 || effect == null) {
      String why =
          style.percents().stream()
              .filter(percent -> !percent.present())
              .map(Estimate::why)
              .findFirst()
              .orElse("");
      lines.add(
          "  %-13s %-4s%s   %s"
              .formatted(
                  name, style.grade(), percents, words.say("none.percent", words.reason(why))));
      return;
    }
    String row =
        "%-13s %-4s%s%s  %s %s  %s"
            .formatted(
                name,
                style.grade(),
                percents,
                section.templated() ? "" : "%8s".formatted("-"),
                part(effect.total(), k),
                part(effect.weights(), k),
                section.templated() ? part(effect.template(), k) : "-");
    lines.add((isDoubtful(style) ? " (" + row + ")" : "  " + row) + (style.moved() ? "  W11" : ""));
  }

  private static boolean isDoubtful(AlignSection.OfStyle style) {
    return style.grade() == Grade.X || style.moved();
  }

  private String part(AlignmentEffect.Part part, int k) {
    return "%7s [%6s; %6s]"
        .formatted(
            points(part.estimates()[k]),
            points(part.intervals()[k].low()),
            points(part.intervals()[k].high()));
  }

  private void suppression(AlignmentEffect effect) {
    List<String> said = new ArrayList<>();
    List<String> undefined = new ArrayList<>();
    for (int k = 0; k < section.measured().size(); k++) {
      Style style = section.measured().get(k);
      String name = words.say(style.id());
      double value = effect.suppression()[k];
      if (Double.isNaN(value)) {
        undefined.add(name);
      } else {
        String text = name + " " + points(100 * value) + "%";
        said.add(isDoubtful(section.styles().get(style.index())) ? "(" + text + ")" : text);
      }
    }
    if (!said.isEmpty()) {
      line("suppression", String.join(", ", said));
    }
    if (!undefined.isEmpty()) {
      line("suppression.none", String.join(", ", undefined));
    }
  }

  private void axes() {
    lines.add("");
    line("axes");
    for (AlignSection.OfStyle style : section.styles()) {
      indented(
          "axis",
          "%-13s".formatted(words.say(style.style().id())),
          axis(style.weights()),
          section.templated() ? axis(style.total()) : "-",
          style.moved() ? words.say("moved") : "");
    }
  }

  private String axis(Alignment.Axis axis) {
    return words.say(
        axis.reliable() ? "axis.reliable" : "axis.unreliable",
        words.number(axis.mean().cosine(), 2),
        words.number(axis.mean().corrected(), 2),
        LayerChoice.words(axis.layers(), words.range()));
  }

  private void warnings() {
    TreeSet<String> codes = new TreeSet<>();
    section.columns().forEach(column -> codes.addAll(column.warnings()));
    if (section.styles().stream().anyMatch(AlignSection.OfStyle::moved)) {
      codes.add("W11");
    }
    if (!codes.isEmpty()) {
      lines.add("");
      line("warnings");
      codes.forEach(code -> indented(code));
    }
  }

  private void notes() {
    lines.add("");
    line("notes");
    Stream.of("note.parts", "note.size", "note.axis", "note.shared", "note.shift", "note.grade")
        .forEach(note -> indented(note));
    lines.add("");
  }

  private String points(double value) {
    return Double.isNaN(value) ? "-" : (value > 0 ? "+" : "") + words.number(value, 1);
  }

  private void line(String key, Object... arguments) {
    lines.add(words.say(key, arguments));
  }

  private void indented(String key, Object... arguments) {
    lines.add("  " + words.say(key, arguments));
  }

  private static String text(long number) {
    return Long.toString(number);
  }
}
