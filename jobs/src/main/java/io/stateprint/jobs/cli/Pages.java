package io.stateprint.jobs.cli;

import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.style.StyleJob;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.portrait.Portrait;
import io.stateprint.report.JsonReport;
import io.stateprint.report.ModelSection;
import io.stateprint.report.RunSection;
import io.stateprint.report.TextReport;
import java.util.List;

/** The page that a sweep ends with. */
final class Pages {
  private Pages() {}

  static ModelSection section(String modelId, RunRow run, List<Portrait> portraits) {
    return new ModelSection(
        modelId,
        facts(run),
        new ModelSection.Cost(
            run.prompts(),
            run.states(),
            run.bytesPlanned(),
            run.bytesRead(),
            run.seconds(),
            run.peakRssBytes()),
        portraits);
  }

  /** What a model is, from its manifest. */
  static ModelSection.Facts facts(RunRow run) {
    return new ModelSection.Facts(
        run.architecture(),
        run.layers(),
        run.width(),
        run.storedType(),
        run.computeType(),
        run.weightsFingerprint(),
        run.tokenizerSha256(),
        run.templateSha256());
  }

  /** How a run was made. */
  static RunSection run(Settings settings, Store store, Texts texts, boolean randomWeights) {
    return new RunSection(
        settings.runId(),
        Version.text(),
        settings.seed(),
        StyleJob.REPLICATES,
        store.location(),
        texts.files(),
        texts.sha256(),
        randomWeights);
  }

  static Answer answer(
      Settings settings,
      Store store,
      Texts texts,
      List<ModelSection> models,
      boolean randomWeights) {
    RunSection run = run(settings, store, texts, randomWeights);
    return new Answer(TextReport.of(run, models, settings.language()), JsonReport.of(run, models));
  }
}
