package io.stateprint.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.comparison.SystemPromptEffect;
import io.stateprint.comparison.SystemPromptFinding;
import io.stateprint.comparison.SystemPromptReadings;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.validity.Grade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of what system prompts do. */
public final class SystemPromptReport {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new NullForNan());
  private static final int OPENING = 240;
  private static final int TEXT = 60;
  private static final String ROW = "%-12s %7s %16s %7s %7s %6s %6s %11s %6s %9s  %s";

  private final Words words;
  private final List<String> lines = new ArrayList<>();

  private SystemPromptReport(String language) {
    this.words = new Words("system-prompt", language);
  }

  /**
   * Writes the page.
   *
   * @param language {@code en} or {@code ru}
   */
  public static String text(
      RunSection run,
      List<SystemPromptSection> sections,
      List<SystemPromptSection.LeftOut> leftOut,
      String language) {
    SystemPromptReport report = new SystemPromptReport(language);
    sections.forEach(report::section);
    leftOut.forEach(one -> report.line("left." + one.why(), one.id()));
    if (!leftOut.isEmpty()) {
      report.lines.add("");
    }
    report.notes();
    report.lines.addAll(
        new Provenance(report.words)
            .lines(run, sections.stream().map(SystemPromptSection::model).toList()));
    return String.join("\n", report.lines);
  }

  /** The same for scripts, one JSON object. */
  public static String json(
      RunSection run,
      List<SystemPromptSection> sections,
      List<SystemPromptSection.LeftOut> leftOut) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("run", run);
    report.put("models", sections);
    report.put("left_out", leftOut);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report is not JSON", e);
    }
  }

  private void section(SystemPromptSection section) {
    ModelSection.Facts facts = section.model().facts();
    line(
        "model",
        section.model().id(),
        facts.architecture(),
        text(facts.layers()),
        text(facts.width()),
        facts.storedType(),
        facts.computeType());
    line("pooling." + section.pooling());
    line("measured", text(section.prompts()), text(section.placebos()));
    section
        .systems()
        .forEach(one -> lines.add("  %-12s %s".formatted(one.id(), shortened(one.text(), TEXT))));
    baseline(section.baseline());
    section.styles().forEach(style -> style(style, facts.layers()));
    if (!section.warnings().isEmpty()) {
      lines.add("");
      line("warnings");
      section.warnings().forEach(code -> indented(code));
    }
    lines.add("");
  }

  private void baseline(SystemPromptSection.Baseline baseline) {
    if (!baseline.own().isEmpty()) {
      line("baseline.own", baseline.own());
    } else if (baseline.silent().isEmpty()) {
      line("baseline.none");
    } else {
      line("baseline.silent", baseline.silent());
    }
    indented("baseline.opening", shortened(baseline.opening().replace("\n", "\\n"), OPENING));
  }

  private void style(SystemPromptSection.OfStyle style, int modelLayers) {
    lines.add("");
    boolean failed = style.grade() == Grade.X;
    line(
        style.percent().present() ? "style" : "style.none",
        words.say(style.style().id()),
        style.grade().name(),
        words.number(style.percent().value(), 1),
        words.number(style.percent().interval().low(), 1),
        words.number(style.percent().interval().high(), 1),
        words.reason(style.percent().why()));
    if (failed) {
      indented(
          "failed",
          style.failed().stream()
              .map(test -> words.failed(test))
              .collect(Collectors.joining("; ")));
    }
    if (style.findings().isEmpty()) {
      indented("unread", text(style.layers().size()), text(SystemPromptReadings.LEAST_LAYERS));
      return;
    }
    indented(
        "layers",
        LayerChoice.words(style.layers(), words.range()),
        text(style.layers().size()),
        text(modelLayers));
    head();
    style.findings().forEach(finding -> row(finding, failed, modelLayers));
  }

  private void head() {
    lines.add(
        "  "
            + ROW.formatted(
                words.say("head.prompt"),
                words.say("head.effect"),
                words.say("head.interval"),
                "p",
                words.say("head.all"),
                words.say("head.spread"),
                words.say("head.placebo"),
                words.say("head.onset"),
                words.say("head.centroid"),
                words.say("head.leverage"),
                words.say("head.verdict")));
  }

  private void row(SystemPromptFinding finding, boolean failed, int modelLayers) {
    SystemPromptEffect effect = finding.effect();
    String row =
        ROW.formatted(
            finding.prompt(),
            points(effect.plateau()),
            "[%6s; %6s]"
                .formatted(points(effect.interval().low()), points(effect.interval().high())),
            words.number(finding.p(), 4),
            words.number(finding.familyP(), 4),
            words.number(finding.placeboSpread(), 1),
            words.number(effect.placeboP(), 2),
            onset(finding, modelLayers),
            words.number(effect.centroid(), 2),
            effect.plateau() > 0 ? points(effect.leverage()) : "-",
            words.say(finding.depth().name()));
    lines.add(failed ? " (" + row + ")" : "  " + row);
  }

  private String onset(SystemPromptFinding finding, int modelLayers) {
    int layer = finding.effect().onset();
    return layer < 0
        ? "-"
        : "%s%d (%s)"
            .formatted(
                finding.bounded() ? "<=" : "",
                layer,
                words.number((layer + 1) / (double) modelLayers, 2));
  }

  private String points(double value) {
    return Double.isNaN(value) ? "-" : (value > 0 ? "+" : "") + words.number(value, 1);
  }

  private void notes() {
    line("notes");
    for (String note :
        List.of(
            "note.effect",
            "note.p",
            "note.placebo",
            "note.depth",
            "note.bounded",
            "note.leverage",
            "note.grade")) {
      indented(note);
    }
    lines.add("");
  }

  private static String shortened(String text, int most) {
    String one = text.replace('\n', ' ');
    return one.length() <= most ? one : one.substring(0, most - 1) + "…";
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
