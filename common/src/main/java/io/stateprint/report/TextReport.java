package io.stateprint.report;

import io.stateprint.portrait.DecisionLayer;
import io.stateprint.portrait.DominantStyle;
import io.stateprint.portrait.LayerQuality;
import io.stateprint.portrait.Portrait;
import io.stateprint.portrait.Verdict;
import io.stateprint.profile.StyleEstimate;
import io.stateprint.prompts.Style;
import io.stateprint.sampling.LayerChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A page of text: what a terminal shows after a sweep. */
public final class TextReport {
  private static final int HASH = 12;

  private final Words words;
  private final String language;
  private final RunSection run;
  private final List<String> lines = new ArrayList<>();

  private TextReport(RunSection run, String language) {
    this.words = new Words(language);
    this.language = language;
    this.run = run;
  }

  /**
   * Writes the page.
   *
   * @param language {@code en} or {@code ru}
   */
  public static String of(RunSection run, List<ModelSection> models, String language) {
    TextReport report = new TextReport(run, language);
    for (ModelSection model : models) {
      if (!report.lines.isEmpty()) {
        report.lines.add("");
      }
      report.model(model);
    }
    report.warnings(models);
    report.footer(models);
    return String.join("\n", report.lines);
  }

  private void model(ModelSection model) {
    banner();
    ModelSection.Facts facts = model.facts();
    line(
        "model",
        model.id(),
        facts.architecture(),
        text(facts.layers()),
        text(facts.width()),
        facts.storedType(),
        facts.computeType());
    ModelSection.Cost cost = model.cost();
    line(
        "measured",
        text(cost.texts()),
        String.join(", ", run.promptFiles()),
        text(cost.states()),
        mebibytes(cost.bytesRead()),
        mebibytes(cost.bytesPlanned()),
        words.number(cost.seconds(), 1),
        text(cost.peakRssBytes() >> 20));
    for (ScoreSection section : model.scores()) {
      lines.add("");
      banner();
      lines.addAll(ScorePage.of(section, language, facts.layers()));
    }
    if (!model.lacking().isEmpty()) {
      lines.add("");
      line("unscored", model.lacking());
    }
    lines.add("");
    line("article");
    model.portraits().forEach(portrait -> portrait(portrait, facts.layers()));
  }

  private void portrait(Portrait portrait, int modelLayers) {
    lines.add("");
    banner();
    line("pooling." + portrait.pooling());
    int layer = portrait.band().get(portrait.band().size() - 1);
    LayerQuality quality =
        portrait.layers().stream().filter(l -> l.layer() == layer).findFirst().orElseThrow();
    indented("at", text(layer), words.number(quality.depth(), 2));
    List<LayerQuality> all = portrait.layers();
    indented("head", text(all.get(0).layer()), text(all.get(all.size() - 1).layer()));
    for (Style style : Style.values()) {
      style(portrait, style, layer);
    }
    if (!Double.isNaN(quality.anisotropy())) {
      indented("anisotropy", words.number(quality.anisotropy(), 3));
    }
    categories(portrait, layer);
    dominant(portrait.style());
    indented(
        "band",
        LayerChoice.words(portrait.band(), words.range()),
        portrait.bandReliable() ? "" : words.say("unreliable"));
    decision(portrait.decision(), modelLayers);
  }

  private void style(Portrait portrait, Style style, int layer) {
    StyleEstimate at = estimate(portrait, StyleEstimate.ALL, style, layer);
    List<Double> curve =
        portrait.layers().stream()
            .map(l -> estimate(portrait, StyleEstimate.ALL, style, l.layer()).estimate())
            .toList();
    lines.add(
        "  %-14s %6s  %7s [%7s, %7s]   %10s  %s"
            .formatted(
                words.say(style.id()),
                words.number(at.raw(), 3),
                words.signed(at.estimate()),
                words.signed(at.interval().low()),
                words.signed(at.interval().high()),
                words.number(at.calibrated(), 2),
                Sparkline.of(curve)));
  }

  private void categories(Portrait portrait, int layer) {
    indented("categories");
    List<String> names =
        portrait.estimates().stream().map(StyleEstimate::category).distinct().toList();
    StringBuilder head = new StringBuilder("  %-14s".formatted(""));
    names.forEach(name -> head.append("%12s".formatted(shortened(words.category(name)))));
    lines.add(head.toString());
    for (Style style : Style.values()) {
      StringBuilder row = new StringBuilder("  %-14s".formatted(words.say(style.id())));
      names.forEach(
          name ->
              row.append(
                  "%12s"
                      .formatted(words.signed(estimate(portrait, name, style, layer).estimate()))));
      lines.add(row.toString());
    }
  }

  private void dominant(DominantStyle style) {
    Style leading = style.leading();
    if (leading == null) {
      indented("unmeasured.dominant", words.say(style.verdict().name()));
    } else {
      indented(
          style.verdict() == Verdict.FOUND ? "dominant" : "nodominant",
          words.say(leading.id()),
          words.number(100 * style.certainty(), 0),
          text(run.replicates()));
    }
  }

  private void decision(DecisionLayer decision, int modelLayers) {
    if (!decision.verdict().isMeasured()) {
      indented("unmeasured.decision", words.say(decision.verdict().name()));
    } else if (decision.verdict() == Verdict.FOUND) {
      indented(
          "decision",
          words.number(decision.layer(), 1),
          words.number(decision.interval().low(), 1),
          words.number(decision.interval().high(), 1),
          text(modelLayers),
          words.number((decision.layer() + 1) / modelLayers, 2));
    } else {
      indented(
          "nodecision",
          words.number(decision.rise(), 2),
          words.number(decision.riseInterval().low(), 2),
          words.number(decision.riseInterval().high(), 2),
          decision.separates() ? "" : words.say("nodetect"));
    }
    if (decision.coarse() && decision.verdict().isMeasured()) {
      indented("coarse");
    }
    if (!Double.isNaN(decision.commitment())) {
      indented("commitment", words.number(decision.commitment(), 1));
    }
  }

  private void warnings(List<ModelSection> models) {
    TreeSet<String> codes = new TreeSet<>();
    models.forEach(model -> model.portraits().forEach(p -> codes.addAll(p.warnings())));
    models.forEach(model -> model.scores().forEach(s -> codes.addAll(s.warnings())));
    lines.add("");
    line("warnings");
    codes.forEach(code -> indented(code.equals("W02") && !massive(models) ? "W02.none" : code));
  }

  private static boolean massive(List<ModelSection> models) {
    return models.stream()
        .flatMap(model -> model.portraits().stream())
        .flatMap(portrait -> portrait.layers().stream())
        .anyMatch(layer -> layer.massive() > 0);
  }

  private void footer(List<ModelSection> models) {
    lines.add("");
    line("footer");
    indented("run", run.runId(), run.version(), text(run.seed()), text(run.replicates()));
    indented(
        "prompts", String.join(", ", run.promptsSha256().stream().map(TextReport::hash).toList()));
    for (ModelSection model : models) {
      ModelSection.Facts facts = model.facts();
      indented(
          "hashes",
          model.id(),
          hash(facts.weightsFingerprint()),
          hash(facts.tokenizerSha256()),
          facts.templateSha256().isEmpty() ? words.say("none") : hash(facts.templateSha256()),
          facts.computeType());
    }
    lines.add("");
    line("tables", run.store(), run.runId());
  }

  private void banner() {
    if (run.randomWeights()) {
      line("random.weights");
    }
  }

  private void line(String key, Object... arguments) {
    lines.add(words.say(key, arguments));
  }

  private void indented(String key, Object... arguments) {
    lines.add("  " + words.say(key, arguments));
  }

  private static StyleEstimate estimate(
      Portrait portrait, String category, Style style, int layer) {
    return portrait.estimates().stream()
        .filter(e -> e.category().equals(category) && e.style() == style && e.layer() == layer)
        .findFirst()
        .orElseThrow();
  }

  private static String shortened(String name) {
    return name.length() <= 11 ? name : name.substring(0, 10) + ".";
  }

  private static String hash(String sha256) {
    return sha256.length() <= HASH ? sha256 : sha256.substring(0, HASH);
  }

  private String mebibytes(long bytes) {
    double mebibytes = bytes / (double) (1 << 20);
    return words.number(mebibytes, mebibytes < 10 ? 2 : 0);
  }

  private static String text(long number) {
    return Long.toString(number);
  }
}
