package io.stateprint.jobs.report;

import io.stateprint.inference.Reasons;
import io.stateprint.jobs.tables.CheckRow;
import io.stateprint.jobs.tables.PortraitRow;
import io.stateprint.jobs.tables.ProfileRow;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.ScoreRow;
import io.stateprint.jobs.tables.Table;
import io.stateprint.page.Curve;
import io.stateprint.page.Gap;
import io.stateprint.page.PageModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One model as its tables have it. */
final class ReportedModel {
  private static final String ALL = "all";

  private final String modelId;
  private final ModelTables tables;
  private final Map<String, Integer> places;

  /**
   * Prepares it.
   *
   * @param places of the prompts of the run, by id
   */
  ReportedModel(String modelId, ModelTables tables, Map<String, Integer> places) {
    this.modelId = modelId;
    this.tables = tables;
    this.places = places;
  }

  /** Reads it. */
  PageModel read(RunRow run) {
    List<ProfileRow> profiles = tables.rows(Table.PROFILES);
    List<ScoreRow> scores = tables.rowsIfThere(Table.SCORES);
    List<CheckRow> checks = tables.rowsIfThere(Table.CHECKS);
    List<PortraitRow> portraits = tables.rows(Table.PORTRAITS);
    PromptPercents percents = PromptPercents.of(tables, scores, places);
    Map<String, PageModel.Pooled> poolings = new TreeMap<>();
    for (String pooling : profiles.stream().map(ProfileRow::pooling).distinct().toList()) {
      ProfileCurves curves =
          new ProfileCurves(
              profiles.stream().filter(row -> row.pooling().equals(pooling)).toList());
      poolings.put(
          pooling,
          new PageModel.Pooled(
              curves.layers(),
              curves.depths(),
              curves.paired(),
              curves.article(),
              curves.grades(),
              scores(scores.stream().filter(row -> row.pooling().equals(pooling)).toList()),
              checks(checks.stream().filter(row -> row.pooling().equals(pooling)).toList()),
              portraits(portraits.stream().filter(row -> row.pooling().equals(pooling)).toList()),
              percents.of(pooling)));
    }
    List<Gap> gaps = new ArrayList<>(tables.gaps());
    if (!profiles.isEmpty() && scores.isEmpty()) {
      gaps.add(Gap.of("unscored", modelId));
    }
    return new PageModel(modelId, facts(run), poolings, Map.of(), List.copyOf(gaps));
  }

  private static Map<String, PageModel.Score> scores(List<ScoreRow> rows) {
    Map<String, Map<String, Curve.Point>> categories = new LinkedHashMap<>();
    for (ScoreRow row : rows) {
      if (!row.category().equals(ALL)) {
        categories
            .computeIfAbsent(row.style(), key -> new TreeMap<>())
            .put(row.category(), point(row));
      }
    }
    Map<String, PageModel.Score> out = new LinkedHashMap<>();
    for (ScoreRow row : rows) {
      if (row.category().equals(ALL)) {
        out.put(
            row.style(),
            new PageModel.Score(
                point(row),
                categories.getOrDefault(row.style(), Map.of()),
                row.n(),
                row.layers(),
                row.auc(),
                row.discriminability(),
                row.reliability(),
                row.amplitude(),
                row.grade(),
                row.warnings(),
                row.why()));
      }
    }
    return out;
  }

  private static Curve.Point point(ScoreRow row) {
    return new Curve.Point(row.estimate(), row.ciLow(), row.ciHigh());
  }

  private static Map<String, List<PageModel.Checked>> checks(List<CheckRow> rows) {
    Map<String, List<PageModel.Checked>> out = new LinkedHashMap<>();
    for (CheckRow row : rows) {
      out.computeIfAbsent(row.style(), key -> new ArrayList<>())
          .add(new PageModel.Checked(row.check(), row.value(), row.outcome(), inBoth(row.why())));
    }
    return out;
  }

  /** A reason by language; nothing where there is none. */
  static Map<String, String> inBoth(String reason) {
    return reason.isEmpty()
        ? Map.of()
        : new TreeMap<>(Map.of("en", reason, "ru", Reasons.in(reason, "ru")));
  }

  private static Map<String, PageModel.Portrayed> portraits(List<PortraitRow> rows) {
    Map<String, PageModel.Portrayed> out = new LinkedHashMap<>();
    for (PortraitRow row : rows) {
      out.put(
          row.method(),
          new PageModel.Portrayed(
              row.dominantStyle(),
              row.leadingStyle(),
              row.dominantProbability(),
              new Curve.Point(row.decisionLayer(), row.decisionLow(), row.decisionHigh()),
              row.decisionDepth(),
              row.width(),
              row.commitmentLayer(),
              row.stability(),
              row.flexibility(),
              row.grade(),
              row.warnings()));
    }
    return out;
  }

  /** The manifest without what is long. */
  private static Map<String, Object> facts(RunRow run) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("architecture", run.architecture());
    out.put("layers", run.layers());
    out.put("width", run.width());
    out.put("stored", run.storedType());
    out.put("compute", run.computeType());
    out.put("format", run.format());
    out.put("system", run.systemPrompt());
    out.put("source", run.source());
    out.put("weights", run.weightsFingerprint());
    out.put("config", run.configSha256());
    out.put("tokenizer", run.tokenizerSha256());
    out.put("template", run.templateSha256());
    out.put("texts", List.of(run.promptsSha256().split(",", -1)));
    out.put("version", run.version());
    out.put("seed", run.seed());
    out.put("prompts", run.prompts());
    out.put("tokens", run.tokens());
    out.put("states", run.states());
    out.put("planned", run.bytesPlanned());
    out.put("read", run.bytesRead());
    out.put("seconds", run.seconds());
    out.put("memory", run.peakRssBytes());
    out.put("finished", run.finished());
    return out;
  }
}
