package io.stateprint.jobs.cli;

import io.stateprint.choice.Candidate;
import io.stateprint.choice.CandidateMaker;
import io.stateprint.choice.Choice;
import io.stateprint.choice.Dropped;
import io.stateprint.choice.TaskProfile;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.personality.Personality;
import io.stateprint.report.ChoiceJson;
import io.stateprint.report.ChoicePage;
import io.stateprint.report.ChoiceSection;
import io.stateprint.storage.InputException;
import io.stateprint.traits.Constancy;
import io.stateprint.traits.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Models ranked for a task.
 *
 * @param settings of the run
 * @param profile of the task
 * @param texts of the run
 */
record Choosing(Settings settings, TaskProfile profile, Texts texts) {
  private static final int LEAST = 2;

  /** What cannot be answered is said before a model is opened. */
  static Answer of(Settings settings, TaskProfile profile, Progress progress) {
    Choosing choosing = new Choosing(settings, profile, Texts.read(settings.prompts()));
    choosing.requireModels(settings.models().stream().map(ModelSettings::id).toList());
    choosing.requirePooling();
    choosing.requireCategories();
    return new Sweep(settings, progress, choosing.texts)
        .scored(List.of(profile.pooling().id()), choosing::answer);
  }

  private void requireModels(List<String> ids) {
    if (ids.size() < LEAST) {
      throw new InputException(
          "Cannot choose for %s: %s; name two or more (sweep.models, or on the command line)"
              .formatted(
                  profile.id(),
                  ids.isEmpty()
                      ? "no model is left"
                      : "%s is the only model".formatted(ids.get(0))));
    }
  }

  private void requirePooling() {
    if (!settings.sampling().pooling().contains(profile.pooling())) {
      throw new InputException(
          "Cannot choose for %s: its profile takes states pooled by %s, the run samples %s; add it to sweep.sampling.pooling under another sweep.run-id"
              .formatted(
                  profile.id(),
                  profile.pooling().id(),
                  settings.sampling().pooling().stream().map(one -> one.id()).toList()));
    }
  }

  private void requireCategories() {
    TreeSet<String> there = new TreeSet<>();
    texts.texts().stream()
        .filter(text -> text.role().equals("prompt"))
        .forEach(text -> there.add(text.category()));
    for (String category : profile.categories()) {
      if (!there.contains(category)) {
        throw new InputException(
            "Cannot choose for %s: %s names the category \"%s\", and the prompts are %s; correct it, or give prompts of it (sweep.prompts)"
                .formatted(profile.id(), profile.source().file(), category, there));
      }
    }
  }

  private Answer answer(ScoredRun run) {
    List<String> ids = List.copyOf(run.manifests().keySet());
    List<Personality> ranked =
        Ranking.checked(ids.stream().map(id -> run.of(id, profile.pooling().id())).toList());
    List<ChoiceSection> models = new ArrayList<>();
    for (int m = 0; m < ids.size(); m++) {
      models.add(
          section(
              run,
              ids.get(m),
              Objects.requireNonNull(run.manifests().get(ids.get(m))),
              ranked.get(m)));
    }
    requireModels(models.stream().map(ChoiceSection::model).toList());
    List<Candidate> candidates = models.stream().map(ChoiceSection::candidate).toList();
    List<Dropped> dropped = Choice.dropped(profile, candidates);
    boolean failed = dropped.stream().anyMatch(one -> one.reason() == Dropped.Reason.FAILED);
    Optional<Choice> choice =
        failed && !Choice.isPossible(profile, candidates)
            ? Optional.empty()
            : Optional.of(Choice.of(profile, candidates, settings.seed()));
    var made = Pages.run(settings, run.store(), texts, false);
    return new Answer(
        ChoicePage.of(made, profile, models, choice, settings.language()),
        ChoiceJson.of(made, profile, models, dropped, choice));
  }

  private ChoiceSection section(
      ScoredRun run, String modelId, RunRow row, Personality personality) {
    Constancy constancy = Constancy.of(personality, run.plan(personality), settings.seed());
    return new ChoiceSection(
        Pages.facts(row), CandidateMaker.of(modelId, personality, constancy, profile), personality);
  }
}
