package io.stateprint.jobs.cli;

import io.stateprint.choice.Candidate;
import io.stateprint.choice.CandidateMaker;
import io.stateprint.choice.Choice;
import io.stateprint.choice.TaskProfile;
import io.stateprint.choice.TaskProfiles;
import io.stateprint.jobs.style.SystemPromptTexts;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.page.Gap;
import io.stateprint.page.PageChoice;
import io.stateprint.page.PageRun;
import io.stateprint.page.PageSystems;
import io.stateprint.personality.Personality;
import io.stateprint.storage.InputException;
import io.stateprint.traits.Constancy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a page shows of a run beside its tables, gathered model by model. Draws of single layers,
 * which are most of a personality, are let go once a model is added.
 */
final class PageFindings {
  private static final int LEAST_MODELS = 2;

  private final Session session;
  private final Store store;
  private final String runId;
  private final List<TaskProfile> profiles =
      TaskProfiles.SHIPPED.stream().map(TaskProfiles::of).toList();
  private final Map<String, PairedModel> models = new TreeMap<>();
  private final Map<String, List<Candidate>> candidates = new LinkedHashMap<>();
  private final List<PageSystems> systems = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  PageFindings(Session session, Store store, String runId) {
    this.session = session;
    this.store = store;
    this.runId = runId;
  }

  /**
   * Adds a model.
   *
   * @param personalities one a pooling; none where its run lacks what percents of range take
   * @param constancies of them, in the same order
   */
  void add(
      String modelId,
      RunRow manifest,
      List<Personality> personalities,
      List<Constancy> constancies) {
    if (personalities.isEmpty()) {
      return;
    }
    for (TaskProfile profile : profiles) {
      for (int i = 0; i < personalities.size(); i++) {
        if (personalities.get(i).pooling().equals(profile.pooling().id())) {
          candidates
              .computeIfAbsent(profile.id(), key -> new ArrayList<>())
              .add(CandidateMaker.of(modelId, personalities.get(i), constancies.get(i), profile));
        }
      }
    }
    Personality chosen =
        personalities.stream()
            .filter(one -> one.pooling().equals("last"))
            .findFirst()
            .orElse(personalities.get(0));
    SystemPromptTexts under = SystemPromptTexts.of(store, runId, modelId);
    if (!under.conditions().isEmpty()) {
      systems.add(PageSystems.of(SystemPromptSections.of(modelId, manifest, chosen, under)));
    }
    models.put(modelId, new PairedModel(modelId, manifest, chosen.withoutLayerDraws()));
  }

  /** Says why a model is not among them. */
  void miss(Gap gap) {
    gaps.add(gap);
  }

  /** The run with all that was found. */
  PageRun on(PageRun run) {
    if (models.isEmpty()) {
      gaps.add(Gap.of("states.none"));
      return run.with(PageRun.Found.nothing(), gaps);
    }
    List<PairedModel> all = List.copyOf(models.values());
    PagePairs pairs = new PagePairs(session, store, runId);
    PageRun.Found found =
        new PageRun.Found(
            all.get(0).personality().pooling(),
            pairs.of(all),
            choices(),
            pairs.alignments(all),
            systems.stream().sorted(Comparator.comparing(PageSystems::model)).toList());
    gaps.addAll(pairs.gaps());
    if (systems.isEmpty()) {
      gaps.add(Gap.of("systems.none"));
    }
    return run.with(found, gaps);
  }

  private List<PageChoice> choices() {
    if (models.size() < LEAST_MODELS) {
      gaps.add(Gap.of("choice.few"));
      return List.of();
    }
    List<PageChoice> out = new ArrayList<>();
    for (TaskProfile profile : profiles) {
      List<Candidate> own =
          candidates.getOrDefault(profile.id(), List.of()).stream()
              .sorted(Comparator.comparing(Candidate::model))
              .toList();
      if (own.size() >= LEAST_MODELS) {
        choice(profile, own).ifPresent(out::add);
      } else {
        gaps.add(Gap.of("choice.pooling", profile.id(), profile.pooling().id()));
      }
    }
    return out;
  }

  private Optional<PageChoice> choice(TaskProfile profile, List<Candidate> own) {
    if (!Choice.isPossible(profile, own)) {
      return Optional.of(PageChoice.of(profile, own, Optional.empty()));
    }
    try {
      long seed = models.values().iterator().next().manifest().seed();
      return Optional.of(PageChoice.of(profile, own, Optional.of(Choice.of(profile, own, seed))));
    } catch (InputException e) {
      gaps.add(Gap.of("choice.refused", profile.id(), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }
}
