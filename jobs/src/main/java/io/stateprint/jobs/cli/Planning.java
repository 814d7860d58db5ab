package io.stateprint.jobs.cli;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.ModelRequest;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.PromptFormat;
import io.stateprint.jobs.settings.SamplingSettings;
import io.stateprint.jobs.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the models of a configuration to plans; those that cannot be planned are sick. */
record Planning(Settings settings, Progress progress, Texts texts, Sick sick) {
  /**
   * Plans on checkpoints that every executor can open; what is on the hub is downloaded.
   *
   * @param beforeLast is run when the last one is there, before it is planned
   */
  List<ModelPlan> plans(List<ModelSettings> models, Runnable beforeLast) {
    List<ModelPlan> plans = new ArrayList<>();
    int left = models.size();
    for (ModelSettings model : models) {
      Optional<String> location =
          sick.unlessFailed(model.id(), () -> Sources.fetch(model.checkpoint(), progress));
      if (--left == 0 && location.isPresent()) {
        beforeLast.run();
      }
      location
          .flatMap(fetched -> sick.unlessFailed(model.id(), () -> plan(model, fetched)))
          .ifPresent(plans::add);
    }
    return plans;
  }

  private ModelPlan plan(ModelSettings model, String location) {
    try (Checkpoint checkpoint = Sources.open(settings, location)) {
      ModelPlan plan = plan(model, location, checkpoint);
      plan.notes().forEach(progress::say);
      return plan;
    }
  }

  /**
   * The plan of one model.
   *
   * @param location of its checkpoint, for executors
   */
  ModelPlan plan(ModelSettings model, String location, Checkpoint checkpoint) {
    SamplingSettings sampling = settings.sampling();
    ModelRequest request =
        new ModelRequest(
            model.id(),
            new ModelRequest.Source(model.checkpoint(), location),
            model.format() == PromptFormat.CHAT,
            model.system(),
            new ModelRequest.Wanted(
                sampling.layers(),
                sampling.pooling(),
                sampling.precision(),
                sampling.machine(),
                sampling.partitions(),
                sampling.shards()),
            settings.template());
    return ModelPlan.of(request, texts.texts(), checkpoint);
  }
}
