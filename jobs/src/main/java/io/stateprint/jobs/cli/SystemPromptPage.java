package io.stateprint.jobs.cli;

import io.stateprint.evidence.TooFewException;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.PromptFormat;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.style.SystemPromptTexts;
import io.stateprint.personality.SystemPrompts;
import io.stateprint.report.RunSection;
import io.stateprint.report.SystemPromptReport;
import io.stateprint.report.SystemPromptSection;
import io.stateprint.sampling.Pooling;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Measures what system prompts do to the models of a run. */
final class SystemPromptPage {
  private static final String PURPOSE = "measure the effect of system prompts";
  private static final List<String> ROLES = List.of(SystemPrompts.SYSTEM, SystemPrompts.PLACEBO);
  private static final int LEAST_PLACEBOS = 8;
  private static final int LEAST_PROMPTS = 10;

  private final Settings settings;
  private final Progress progress;
  private final Texts texts;
  private final String pooling;
  private final List<SystemPromptSection.LeftOut> leftOut = new ArrayList<>();

  private SystemPromptPage(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.texts = Texts.read(settings.prompts());
    List<Pooling> sampled = settings.sampling().pooling();
    this.pooling = (sampled.contains(Pooling.LAST) ? Pooling.LAST : sampled.get(0)).id();
  }

  /** The page; models that have no place for a system prompt are named on it. */
  static Answer of(Settings settings, Progress progress) {
    requireTexts(settings);
    SystemPromptPage page = new SystemPromptPage(settings, progress);
    page.requireEnough();
    return page.answer();
  }

  private static void requireTexts(Settings settings) {
    boolean both =
        !settings.prompts().further().systems().files().isEmpty()
            && !settings.prompts().further().systems().placebos().isEmpty();
    if (!both) {
      throw new InputException(
          "Cannot measure the effect of system prompts: sweep.system-prompts.files or .placebos is"
              + " empty; name both, such as those of conf/bank.en.conf");
    }
  }

  /** Said before anything is sampled. */
  private void requireEnough() {
    Map<String, Set<String>> ids = new TreeMap<>();
    texts.texts().stream()
        .filter(text -> ROLES.contains(text.role()))
        .forEach(
            text ->
                ids.computeIfAbsent(text.condition(), key -> new TreeSet<>()).add(text.promptId()));
    long placebos =
        ids.keySet().stream()
            .filter(one -> SystemPrompts.role(one).equals(SystemPrompts.PLACEBO))
            .count();
    TooFewException.require(PURPOSE, "placebo system prompts", (int) placebos, LEAST_PLACEBOS);
    TooFewException.require(
        PURPOSE,
        "prompts of one language under all of them",
        SystemPrompts.shared(ids).size(),
        LEAST_PROMPTS);
  }

  private Answer answer() {
    List<ModelSettings> asked = new ArrayList<>();
    for (ModelSettings model : settings.models()) {
      if (model.format() == PromptFormat.PLAIN) {
        leave(model.id(), "plain");
      } else {
        asked.add(model);
      }
    }
    requireSome(asked.isEmpty());
    return new Sweep(settings.with(asked), progress, texts).scored(List.of(pooling), this::page);
  }

  private void leave(String modelId, String why) {
    leftOut.add(new SystemPromptSection.LeftOut(modelId, why));
  }

  private void requireSome(boolean none) {
    if (none) {
      throw new InputException(
          "Cannot measure the effect of system prompts: %s; take a model whose chat template knows system messages, with format = chat"
              .formatted(
                  String.join(
                      ", ",
                      leftOut.stream()
                          .map(
                              one ->
                                  one.id()
                                      + (one.why().equals("plain")
                                          ? " is asked in format = plain"
                                          : " has a chat template without a place for one"))
                          .toList())));
    }
  }

  private Answer page(ScoredRun run) {
    List<SystemPromptSection> sections = new ArrayList<>();
    run.manifests()
        .forEach(
            (modelId, row) -> {
              SystemPromptTexts under =
                  SystemPromptTexts.of(run.store(), settings.runId(), modelId);
              if (under.conditions().isEmpty()) {
                leave(modelId, "template");
              } else {
                sections.add(
                    SystemPromptSections.of(modelId, row, run.of(modelId, pooling), under));
              }
            });
    requireSome(sections.isEmpty());
    RunSection made = Pages.run(settings, run.store(), texts, false);
    return new Answer(
        SystemPromptReport.text(made, sections, leftOut, settings.language()),
        SystemPromptReport.json(made, sections, leftOut));
  }
}
