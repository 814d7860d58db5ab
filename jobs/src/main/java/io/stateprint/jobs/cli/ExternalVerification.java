package io.stateprint.jobs.cli;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.DecoderSpec;
import io.stateprint.decoder.Precision;
import io.stateprint.external.ExternalChecks;
import io.stateprint.external.ExternalStates;
import io.stateprint.external.KnownModel;
import io.stateprint.external.StateSet;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.LastStates;
import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.ModelRequest;
import io.stateprint.jobs.sample.Text;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.report.ExternalReport;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import io.stateprint.tokens.ModelTokenizer;
import io.stateprint.tokens.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Published numbers beside those of a model: finds the checks that speak of it, samples the states
 * that they need, in float32 and in this process, and compares.
 *
 * @param checks that are known
 * @param progress is told of every set that is sampled
 */
record ExternalVerification(ExternalChecks checks, Progress progress) {
  private static final String SYSTEM = "You are a helpful assistant.";

  /** Of the first model; its weights are fetched only where some check needs its states. */
  ExternalReport of(Settings settings, ExternalTexts texts) {
    Map<StateSet, List<Text>> sets = texts.sets(Shared.home());
    KnownModel model = known(settings);
    sets.keySet().retainAll(checks.needs(model));
    ExternalStates states = new ExternalStates(sets.isEmpty() ? Map.of() : sampled(settings, sets));
    return new ExternalReport(model, checks.run(model, states), checks.runnable());
  }

  private Map<StateSet, List<List<float[]>>> sampled(
      Settings settings, Map<StateSet, List<Text>> sets) {
    ModelSettings asked = settings.models().get(0);
    Map<StateSet, List<List<float[]>>> states = new EnumMap<>(StateSet.class);
    String location = Sources.fetch(asked.checkpoint(), progress);
    try (Checkpoint checkpoint = Sources.open(settings, location);
        Progress.Task task = progress.start("sample " + asked.id(), sets.size(), "sets")) {
      sets.forEach(
          (set, own) -> {
            states.put(set, sampled(settings, set, own, checkpoint));
            task.done(states.size(), set.id());
          });
    }
    return states;
  }

  private KnownModel known(Settings settings) {
    ModelSettings asked = settings.models().get(0);
    try (Checkpoint checkpoint = Sources.look(settings, asked.checkpoint(), progress)) {
      DecoderSpec spec = Decoder.of(checkpoint).spec();
      return new KnownModel(
          asked.checkpoint(),
          checkpoint.config().modelType(),
          spec.layers(),
          spec.width(),
          spec.vocabulary());
    }
  }

  private static List<List<float[]>> sampled(
      Settings settings, StateSet set, List<Text> texts, Checkpoint checkpoint) {
    boolean chat = set == StateSet.HARMFUL || set == StateSet.HARMLESS;
    ModelSettings asked = settings.models().get(0);
    ModelRequest request =
        new ModelRequest(
            asked.id(),
            new ModelRequest.Source(asked.checkpoint(), checkpoint.location()),
            chat,
            chat ? Optional.of(SYSTEM) : Optional.empty(),
            new ModelRequest.Wanted(
                new LayerChoice.All(),
                List.of(Pooling.LAST),
                Precision.FLOAT32,
                settings.sampling().machine(),
                1,
                1),
            settings.template());
    List<Text> all = new ArrayList<>(texts);
    if (set == StateSet.SINKS && hasStart(settings, checkpoint)) {
      all.addAll(0, ExternalTexts.start());
    }
    return LastStates.of(ModelPlan.of(request, all, checkpoint));
  }

  /**
   * Whether the tokenizer puts a token of its own before a text, so an empty one can be sampled.
   */
  private static boolean hasStart(Settings settings, Checkpoint checkpoint) {
    try (ModelTokenizer tokenizer = ModelTokenizer.open(checkpoint, settings.template())) {
      return tokenizer.plain("Summer").spans().get(0) == Span.TEMPLATE;
    }
  }
}
