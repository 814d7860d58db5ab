package io.stateprint.report;

import io.stateprint.drift.LayerWatch;
import io.stateprint.drift.LegacyRule;
import io.stateprint.drift.ModelWatch;
import io.stateprint.drift.PromptDrift;
import io.stateprint.drift.Replay;
import io.stateprint.drift.RunDrift;
import io.stateprint.drift.SelfTest;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page of text on what moved. */
public final class DriftText {
  private static final int SHOWN_LAYERS = 12;
  private static final int SHOWN_PROMPTS = 5;
  private static final int MANY = 10_000;

  private final DriftLines lines;

  private DriftText(DriftLines lines) {
    this.lines = lines;
  }

  /**
   * Writes the page.
   *
   * @param store where the table lies
   * @param language {@code en} or {@code ru}
   */
  public static String of(List<DriftSection> models, String store, String language) {
    DriftText page = new DriftText(new DriftLines(language));
    models.forEach(page::model);
    page.lines.line("tables", store, models.get(0).current().run());
    return page.lines.text();
  }

  private void model(DriftSection model) {
    ModelWatch watch = model.watch();
    DriftSection.Basis basis = model.basis();
    lines.line(
        "model",
        model.modelId(),
        model.current().run(),
        model.current().finished(),
        model.reference().run(),
        model.reference().finished());
    lines.indented(
        "basis",
        text(basis.replicates()),
        String.join(", ", basis.types()),
        text(basis.prompts()),
        text(watch.layers().size()),
        text(basis.modelLayers()),
        basis.pooling());
    lines.line(
        "verdict", lines.say(watch.verdict().level().name()), lines.say("alarm." + watch.alarm()));
    artefacts(model);
    String unscored =
        model.unscored().isEmpty() ? lines.say("no.style") : lines.reason(model.unscored());
    watch.verdict().notes().forEach(note -> lines.indented(note.name(), unscored));
    representation(watch);
    new DriftPersonality(lines).add(model);
    selfTest(watch, basis);
    new DriftSeries(lines).add(watch);
    footer(model);
  }

  private void artefacts(DriftSection model) {
    List<String> changed = model.watch().verdict().changedArtefacts();
    lines.indented(
        changed.isEmpty() ? "unchanged" : "changed",
        changed.stream()
            .map(name -> lines.say("artefact." + name))
            .collect(Collectors.joining(", ")));
    Replay replay = model.watch().replay();
    lines.indented(replay.same() ? "bits.same" : "bits.differ", lines.small(replay.largest()));
  }

  private void representation(ModelWatch watch) {
    RunDrift run = watch.run();
    lines.blank();
    lines.line("representation", lines.number(100 * run.alpha(), 0));
    test("projections", run.projections(), run.alpha());
    test("energy", run.energy(), run.alpha());
    if (!watch.layers().stream().allMatch(LayerWatch::paired)) {
      lines.indented("article.axes");
    }
    List<PromptDrift> cells = watch.cells();
    lines.indented(
        "cells",
        text(cells.stream().filter(PromptDrift::moved).count()),
        text(cells.size()),
        lines.number(cells.size() / 1000.0, 1));
    if (!watch.replay().same()) {
      most(watch);
      layers(watch);
      prompts(cells);
    }
    lines.indented(
        watch.legacy().alarm() ? "legacy.alarm" : "legacy.silent",
        lines.small(watch.legacy().distance()),
        lines.number(LegacyRule.THRESHOLD, 2));
  }

  private void test(String key, RunDrift.Test test, double alpha) {
    lines.indented(
        key,
        lines.number(test.statistic(), 2),
        lines.number(test.p(), 4),
        lines.number(test.floor(), 2),
        lines.say("passes." + test.passes(alpha / 2)));
  }

  private void most(ModelWatch watch) {
    RunDrift run = watch.run();
    lines.indented("most", text(run.mostDriftedLayer()));
    if (run.firstDriftedLayer() >= 0) {
      lines.indented("first", text(run.firstDriftedLayer()));
      List<String> styles = new ArrayList<>();
      for (Style style : Style.values()) {
        if (run.styleP()[style.index()] <= run.alpha() / 2) {
          styles.add(lines.say(style.id()));
        }
      }
      lines.indented("styles", String.join(", ", styles));
    }
  }

  private void layers(ModelWatch watch) {
    List<LayerWatch> shown =
        watch.layers().stream()
            .sorted(Comparator.comparingDouble(layer -> -layer.drift().meanDistance()))
            .limit(SHOWN_LAYERS)
            .sorted(Comparator.comparingInt(LayerWatch::layer))
            .toList();
    boolean all = shown.size() == watch.layers().size();
    lines.indented(all ? "layers.all" : "layers.some", text(shown.size()));
    lines.indented("layers.head");
    for (LayerWatch layer : shown) {
      double floor = layer.drift().baseline().floor().mean();
      double distance = layer.drift().meanDistance();
      int place = watch.layers().indexOf(layer);
      lines.raw(
          "  %6d  %7s  %10s  %10s  %8s  %9s  %s"
              .formatted(
                  layer.layer(),
                  lines.number(layer.drift().baseline().depth(), 2),
                  lines.small(distance),
                  lines.small(floor),
                  times(distance / floor),
                  lines.number(watch.run().layerP()[place], 4),
                  layer.drift().prompts().stream().filter(PromptDrift::moved).count()));
    }
  }

  private String times(double ratio) {
    return ratio < MANY ? lines.number(ratio, 1) : lines.small(ratio);
  }

  private void prompts(List<PromptDrift> cells) {
    Map<String, Long> moved =
        cells.stream()
            .filter(PromptDrift::moved)
            .collect(Collectors.groupingBy(PromptDrift::prompt, Collectors.counting()));
    if (moved.isEmpty()) {
      return;
    }
    String most =
        moved.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(SHOWN_PROMPTS)
            .map(one -> "%s (%d)".formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining(", "));
    lines.indented("prompts.moved", text(moved.size()), most);
  }

  private void selfTest(ModelWatch watch, DriftSection.Basis basis) {
    SelfTest test = watch.selfTest();
    lines.blank();
    lines.line("self");
    lines.indented(
        "V18",
        text(test.falseAlarms()),
        text(test.quiet()),
        lines.number(100 * test.falseAlarmRate(), 1),
        lines.number(100 * test.alpha(), 0),
        lines.say(test.colour().name()));
    lines.indented("planted.head");
    for (SelfTest.Planted row : test.planted()) {
      lines.raw(
          "  %8s  %10s  %16s"
              .formatted(
                  lines.number(row.size(), 1) + " F",
                  lines.number(100 * row.power(), 0) + "%",
                  lines.number(100 * row.legacyPower(), 0) + "%"));
    }
    lines.indented("legacy.false", lines.number(100 * test.legacyFalseAlarms(), 0));
    Replay again = watch.again();
    if (again == null) {
      lines.indented("V19.none");
    } else {
      lines.indented(
          again.same() ? "V19.same" : "V19.differ",
          lines.small(again.largest()),
          lines.say(again.colour().name()));
    }
    lines.indented("floor", lines.small(floor(watch)), text(basis.replicates()));
  }

  /** The mean floor over layers. */
  private static double floor(ModelWatch watch) {
    return watch.layers().stream()
        .mapToDouble(layer -> layer.drift().baseline().floor().mean())
        .average()
        .orElse(Double.NaN);
  }

  private void footer(DriftSection model) {
    lines.blank();
    lines.line("footer");
    for (DriftSection.Side side : List.of(model.reference(), model.current())) {
      lines.indented(
          "hashes",
          side.run(),
          DriftLines.hash(side.weights()),
          DriftLines.hash(side.tokenizer()),
          side.template().isEmpty() ? lines.say("none") : DriftLines.hash(side.template()),
          side.type(),
          side.prompts().stream().map(DriftLines::hash).collect(Collectors.joining(", ")),
          side.version());
    }
    lines.indented("seed", Long.toString(model.basis().seed()));
    lines.blank();
  }

  private static String text(long number) {
    return Long.toString(number);
  }
}
