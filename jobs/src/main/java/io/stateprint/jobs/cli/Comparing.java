package io.stateprint.jobs.cli;

import io.stateprint.geometry.CategoryNull.Permutations;
import io.stateprint.geometry.LayerLikeness;
import io.stateprint.inference.Clusters;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.style.GeometryJob;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.Personality;
import io.stateprint.personality.SampledBank;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.report.ComparedModel;
import io.stateprint.report.ComparisonJson;
import io.stateprint.report.ComparisonPage;
import io.stateprint.report.PairSection;
import io.stateprint.report.RunSection;
import io.stateprint.report.StylePair;
import io.stateprint.score.ModelComparison;
import io.stateprint.score.StyleComparison;
import io.stateprint.storage.InputException;
import io.stateprint.validity.Pitfall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Compares two models on the same prompts. */
final class Comparing {
  private final Settings settings;
  private final Progress progress;
  private final Texts texts;
  private final String pooling;

  private Comparing(Settings settings, Progress progress, Texts texts, String pooling) {
    this.settings = settings;
    this.progress = progress;
    this.texts = texts;
    this.pooling = pooling;
  }

  /**
   * The page of two models; what cannot be compared is refused before a model is opened.
   *
   * @param settings of two models, A and B
   * @param pooling id of the states that are compared
   */
  static Answer of(Settings settings, Progress progress, String pooling) {
    requireTwo(settings.models());
    requireSampled(settings, pooling);
    Texts texts = Texts.read(settings.prompts());
    requireTopics(texts);
    return new Comparing(settings, progress, texts, pooling).answer();
  }

  private static void requireTwo(List<ModelSettings> models) {
    ModelSettings first = models.get(0);
    ModelSettings second = models.get(1);
    if (!first.id().equals(second.id())) {
      return;
    }
    throw new InputException(
        first.checkpoint().equals(second.checkpoint())
            ? "Cannot compare %s with itself: name two models".formatted(first.id())
            : "Cannot compare %s with %s: both would have the id %s; give each its own in sweep.models, and name the ids"
                .formatted(first.checkpoint(), second.checkpoint(), first.id()));
  }

  private static void requireSampled(Settings settings, String pooling) {
    List<String> sampled = settings.sampling().pooling().stream().map(one -> one.id()).toList();
    if (!sampled.contains(pooling)) {
      throw new InputException(
          "Cannot compare states of pooling %s: sweep.sampling.pooling has %s; add it there, or choose with --pooling"
              .formatted(pooling, String.join(", ", sampled)));
    }
    List<String> lacking =
        Arrays.stream(Style.values())
            .flatMap(style -> Stream.of("+" + style.id(), "-" + style.id()))
            .filter(condition -> !settings.prompts().conditions().contains(condition))
            .toList();
    if (!lacking.isEmpty()) {
      throw new InputException(
          "Cannot compare models: sweep.conditions lacks %s, and a range needs all of them; set it to all"
              .formatted(String.join(", ", lacking)));
    }
    if (settings.prompts().further().calibration().isEmpty()) {
      throw new InputException(
          "Cannot compare models: there are no neutral prompts to centre with; name files of them"
              + " in sweep.calibration");
    }
  }

  private static void requireTopics(Texts texts) {
    try {
      Clusters.of(
          texts.texts().stream()
              .filter(text -> text.role().equals(SampledBank.PROMPT))
              .filter(text -> text.condition().equals(SampledBank.DEFAULT))
              .map(text -> new PromptKey(text.promptId(), text.category(), text.topic()))
              .toList());
    } catch (InputException e) {
      throw new InputException(
          "%s; add prompts on other topics, or take the category out (%s)"
              .formatted(e.getMessage(), String.join(", ", texts.files())),
          e);
    }
  }

  private Answer answer() {
    return Sweep.ofAll(settings, progress, texts).scored(List.of(pooling), this::page);
  }

  private Answer page(ScoredRun run) {
    PairSection pair = pair(run);
    RunSection section = Pages.run(settings, run.store(), texts, false);
    return new Answer(
        ComparisonPage.of(section, pair, settings.language()), ComparisonJson.of(section, pair));
  }

  private PairSection pair(ScoredRun run) {
    ComparedModel first = model(run, 0);
    ComparedModel second = model(run, 1);
    Personality a = run.of(first.id(), pooling);
    Personality b = run.of(second.id(), pooling);
    requireSame(first.id(), a, second.id(), b);
    return new PairSection(
        first,
        second,
        asked(a),
        styles(run.plan(a), a, b),
        pitfalls(a, b),
        layers(run, new GeometryJob.Side(first.id(), a), new GeometryJob.Side(second.id(), b)));
  }

  private static void requireSame(String first, Personality a, String second, Personality b) {
    if (!a.prompts().equals(b.prompts())) {
      throw new InputException(
          "Cannot compare %s with %s: they were asked other prompts (%d and %d); sample both under one new sweep.run-id"
              .formatted(first, second, a.prompts().size(), b.prompts().size()));
    }
  }

  private ComparedModel model(ScoredRun run, int index) {
    ModelSettings settings = this.settings.models().get(index);
    RunRow row = Objects.requireNonNull(run.manifests().get(settings.id()));
    return new ComparedModel(settings.id(), Pages.facts(row), row.format(), row.systemPrompt());
  }

  /** The four styles of two models, from draws that both share. */
  static List<StylePair> styles(BankPlan plan, Personality a, Personality b) {
    List<StyleComparison> comparisons =
        ModelComparison.of(
            new ModelComparison.Pair(
                a.verdicts().stream().map(StyleVerdict::headline).toList(),
                b.verdicts().stream().map(StyleVerdict::headline).toList()),
            plan.estimator().draws());
    List<StylePair> out = new ArrayList<>();
    for (Style style : Style.values()) {
      out.add(new StylePair(comparisons.get(style.index()), a.of(style), b.of(style)));
    }
    return out;
  }

  /** What both were asked. */
  static PairSection.Asked asked(Personality a) {
    return new PairSection.Asked(
        a.pooling(),
        a.prompts().size(),
        (int) a.prompts().stream().map(p -> p.category() + "/" + p.topic()).distinct().count(),
        a.categories(),
        GeometryJob.PERMUTATIONS);
  }

  /** Pitfalls of the layers of both. */
  static Set<Pitfall> pitfalls(Personality a, Personality b) {
    Set<Pitfall> out = EnumSet.noneOf(Pitfall.class);
    Stream.of(a, b)
        .flatMap(one -> one.layers().stream())
        .forEach(layer -> out.addAll(layer.pitfalls()));
    return out;
  }

  private List<LayerLikeness> layers(ScoredRun run, GeometryJob.Side a, GeometryJob.Side b) {
    if (!LayerLikeness.enough(a.personality().prompts())) {
      return List.of();
    }
    return new GeometryJob(
            run.session().spark(),
            run.store(),
            new Permutations(GeometryJob.PERMUTATIONS, settings.seed()))
        .run(settings.runId(), a, b);
  }
}
