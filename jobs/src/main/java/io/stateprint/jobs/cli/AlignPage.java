package io.stateprint.jobs.cli;

import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.PromptFormat;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.style.TokenAgreement;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.report.AlignJson;
import io.stateprint.report.AlignReport;
import io.stateprint.report.AlignSection;
import io.stateprint.report.RunSection;
import io.stateprint.sampling.Pooling;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Measures what alignment changed: a base and an instruct model as models of one run. */
final class AlignPage {
  private final Settings settings;
  private final Texts texts;
  private final String pooling;
  private final List<ModelSettings> columns;

  private AlignPage(Settings settings, Texts texts, List<ModelSettings> columns) {
    this.settings = settings;
    this.texts = texts;
    this.columns = columns;
    List<Pooling> sampled = settings.sampling().pooling();
    this.pooling = (sampled.contains(Pooling.LAST) ? Pooling.LAST : sampled.get(0)).id();
  }

  /** The page of the two models of the settings, base first. */
  static Answer of(Settings settings, Progress progress) {
    Texts texts = Texts.read(settings.prompts());
    boolean chat = AlignPair.of(settings, texts.texts(), progress).chat();
    List<ModelSettings> columns = columns(settings.models(), chat);
    AlignPage page = new AlignPage(settings, texts, columns);
    return new Sweep(settings.with(columns.stream().distinct().toList()), progress, texts)
        .scored(List.of(page.pooling), page::page);
  }

  /** Base in plain, instruct in plain and, where it has a template, instruct in chat. */
  static List<ModelSettings> columns(List<ModelSettings> models, boolean chat) {
    ModelSettings instruct = models.get(1);
    ModelSettings base = models.get(0);
    if (base.id().equals(instruct.id()) && !base.checkpoint().equals(instruct.checkpoint())) {
      base =
          new ModelSettings(base.id() + "-base", base.checkpoint(), base.format(), base.system());
    }
    List<ModelSettings> columns =
        new ArrayList<>(List.of(in(base, PromptFormat.PLAIN), in(instruct, PromptFormat.PLAIN)));
    if (chat) {
      columns.add(in(instruct, PromptFormat.CHAT));
    }
    return List.copyOf(columns);
  }

  /** A model in a format; its id says which, unless it is configured so. */
  private static ModelSettings in(ModelSettings model, PromptFormat format) {
    boolean configured = model.format() == format || format == PromptFormat.CHAT;
    return new ModelSettings(
        model.format() == format ? model.id() : model.id() + "." + format.id(),
        model.checkpoint(),
        format,
        configured ? model.system() : Optional.empty());
  }

  private Answer page(ScoredRun run) {
    List<String> there = measured(run);
    List<RunRow> rows = there.stream().map(id -> row(run, id)).toList();
    AlignPair.requireSame(shape(there.get(0), rows.get(0)), shape(there.get(1), rows.get(1)));
    AlignSection section = section(run, rows, there, sameTokenizer(run, rows, there));
    RunSection made = Pages.run(settings, run.store(), texts, false);
    return new Answer(
        AlignReport.text(made, section, settings.language()), AlignJson.of(made, section));
  }

  /** Ids of the columns that could be measured; both models in the plain format are needed. */
  private List<String> measured(ScoredRun run) {
    List<String> ids = columns.stream().map(ModelSettings::id).toList();
    List<String> there = ids.stream().filter(run.personalities()::containsKey).toList();
    if (there.size() < 2 || !there.subList(0, 2).equals(ids.subList(0, 2))) {
      throw new InputException(
          "Cannot measure what alignment changed: of %s only %s could be measured, why is said above; both models are needed in the plain format"
              .formatted(
                  String.join(", ", ids), there.isEmpty() ? "none" : String.join(", ", there)));
    }
    return there;
  }

  /** Whether base and instruct have one tokenizer; two that read a text differently are refused. */
  private boolean sameTokenizer(ScoredRun run, List<RunRow> rows, List<String> ids) {
    List<String> sha256 = rows.stream().map(RunRow::tokenizerSha256).toList();
    if (sha256.get(0).equals(sha256.get(1))) {
      return true;
    }
    TokenAgreement.differing(run.store(), settings.runId(), ids.get(0), ids.get(1))
        .ifPresent(
            promptId -> {
              throw AlignPair.differing(ids, sha256, promptId);
            });
    return false;
  }

  private static RunRow row(ScoredRun run, String id) {
    return Objects.requireNonNull(run.manifests().get(id));
  }

  private static AlignPair.Shape shape(String id, RunRow row) {
    return new AlignPair.Shape(id, row.layers(), row.width());
  }

  private AlignSection section(
      ScoredRun run, List<RunRow> rows, List<String> ids, boolean sameTokenizer) {
    List<PairedModel> models = new ArrayList<>();
    for (int c = 0; c < ids.size(); c++) {
      models.add(new PairedModel(ids.get(c), rows.get(c), run.of(ids.get(c), pooling)));
    }
    return AlignSections.of(
        run.store(),
        settings.runId(),
        models,
        new AlignSections.Told(
            sameTokenizer,
            settings.prompts().frames().stream()
                .map(file -> file.getFileName().toString())
                .toList(),
            Optional.of(run.session().spark())));
  }
}
