package io.stateprint.jobs.sample;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.jobs.settings.ReplicateSettings;
import io.stateprint.jobs.tables.TokenRow;
import io.stateprint.prompts.Prompt;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plans of the replicates of a model, the replay of the first one ahead of them.
 *
 * @param settings how many, of which texts
 * @param keys ids of the key prompts
 * @param seed of the run
 */
public record Replicates(ReplicateSettings settings, Set<String> keys, long seed) {
  /** For a sweep's texts. */
  public static Replicates of(ReplicateSettings settings, List<Text> texts, long seed) {
    List<Sourced<Prompt>> prompts =
        texts.stream()
            .filter(text -> isPrompt(text) && text.condition().equals(Instructions.DEFAULT))
            .map(Replicates::prompt)
            .toList();
    Set<String> keys =
        Spread.of(prompts, settings.prompts()).stream()
            .map(one -> one.entry().id())
            .collect(Collectors.toSet());
    return new Replicates(settings, keys, seed);
  }

  /** Plans of a model that is planned; none where none are wanted. */
  List<Replicate> of(ModelPlan plan) {
    if (settings.count() == 0) {
      return List.of();
    }
    try (Checkpoint checkpoint = plan.run().checkpoint().open()) {
      return of(plan, checkpoint);
    }
  }

  /** The same on an open checkpoint. */
  public List<Replicate> of(ModelPlan plan, Checkpoint checkpoint) {
    if (settings.count() == 0) {
      return List.of();
    }
    Decoder decoder = Decoder.of(checkpoint);
    List<TokenText> texts =
        plan.parts().stream()
            .flatMap(part -> part.texts().stream())
            .filter(text -> isKey(text.text()))
            .toList();
    Set<String> chosen =
        texts.stream()
            .map(text -> text.text().promptId() + " " + text.text().condition())
            .collect(Collectors.toSet());
    List<TokenRow> tokens =
        plan.tokens().stream()
            .filter(row -> chosen.contains(row.promptId() + " " + row.condition()))
            .toList();
    return IntStream.rangeClosed(0, settings.count())
        .mapToObj(number -> Nuisance.of(number, seed))
        .map(nuisance -> one(plan, decoder, nuisance, new Chosen(texts, tokens)))
        .toList();
  }

  /**
   * The texts of every replicate.
   *
   * @param texts tokenized
   * @param tokens their rows in the tokens table
   */
  private record Chosen(List<TokenText> texts, List<TokenRow> tokens) {}

  private static Replicate one(ModelPlan plan, Decoder decoder, Nuisance nuisance, Chosen chosen) {
    ComputeType usual = plan.run().compute();
    ComputeType type =
        nuisance.otherType() ? usual.other(decoder.storedType()).orElse(usual) : usual;
    List<Part> parts = Part.shuffled(chosen.texts(), nuisance.parts(), nuisance.seed());
    ModelRun run =
        ModelPlan.fitting(
            decoder,
            plan.run().under(nuisance, type),
            parts,
            plan.request().wanted().machine().mostMemory());
    return new Replicate(
        nuisance,
        new ModelPlan(
            plan.request().inParts(parts.size()),
            run,
            parts,
            plan.shards(),
            chosen.tokens(),
            plan.facts().computedIn(type),
            ModelPlan.load(decoder, run, parts),
            List.of()));
  }

  private boolean isKey(Text text) {
    return isPrompt(text)
        && keys.contains(text.promptId())
        && (settings.instructed() || text.condition().equals(Instructions.DEFAULT));
  }

  private static boolean isPrompt(Text text) {
    return text.role().equals("prompt");
  }

  private static Sourced<Prompt> prompt(Text text) {
    return new Sourced<>(
        new Prompt(text.promptId(), text.category(), text.topic(), text.lang(), text.content()),
        text.promptSet());
  }
}
