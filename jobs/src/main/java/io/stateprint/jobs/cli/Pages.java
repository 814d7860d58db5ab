package io.stateprint.jobs.cli;

import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.style.ProfiledModel;
import io.stateprint.jobs.style.StyleJob;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.report.JsonReport;
import io.stateprint.report.ModelSection;
import io.stateprint.report.RunSection;
import io.stateprint.report.ScoreSection;
import io.stateprint.report.TextReport;
import java.util.List;
import java.util.stream.IntStream;

/** The page that a sweep ends with. */
final class Pages {
  private Pages() {}

  /** What a model is and what sampling it took, without what was measured. */
  static ModelSection section(String modelId, RunRow run) {
    return section(modelId, run, new ProfiledModel(List.of(), List.of(), List.of(), ""));
  }

  static ModelSection section(String modelId, RunRow run, ProfiledModel profiled) {
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
        IntStream.range(0, profiled.personalities().size())
            .mapToObj(
                i ->
                    ScoreSection.of(profiled.personalities().get(i), profiled.constancies().get(i)))
            .toList(),
        profiled.lacking(),
        profiled.portraits());
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
