package io.stateprint.jobs.sample;

import io.stateprint.jobs.tables.RunRow;
import io.stateprint.storage.InputException;
import io.stateprint.storage.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What decides the states of a model under a run id, beside the settings that all its models share.
 *
 * @param parts by name
 */
record ModelIdentity(Map<String, String> parts) {
  /** Of what is about to be sampled. */
  static ModelIdentity of(ModelPlan plan, RunIdentity run) {
    ModelFacts facts = plan.facts();
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("format", plan.request().format());
    parts.put("system", plan.request().system().orElse(""));
    parts.put("compute type", facts.computeType());
    parts.put("model configuration", facts.configSha256());
    parts.put("weights", facts.weightsFingerprint());
    parts.put("tokenizer", facts.tokenizerSha256());
    parts.put("chat template", facts.templateSha256());
    parts.put("prompts", String.join(",", run.promptsSha256()));
    return new ModelIdentity(parts);
  }

  /** Of what was sampled. */
  static ModelIdentity of(RunRow row) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("format", row.format());
    parts.put("system", row.systemPrompt());
    parts.put("compute type", row.computeType());
    parts.put("model configuration", row.configSha256());
    parts.put("weights", row.weightsFingerprint());
    parts.put("tokenizer", row.tokenizerSha256());
    parts.put("chat template", row.templateSha256());
    parts.put("prompts", row.promptsSha256());
    return new ModelIdentity(parts);
  }

  /** SHA-256 of it and of the settings. */
  String fingerprint(String settings) {
    StringBuilder all = new StringBuilder(settings);
    parts.forEach((name, value) -> all.append('\n').append(name).append('=').append(value));
    return Sha256.of(all.toString());
  }

  /** What differs, as {@code format was chat and is plain}. */
  List<String> differences(ModelIdentity before) {
    return parts.entrySet().stream()
        .filter(part -> !part.getValue().equals(before.parts().get(part.getKey())))
        .map(
            part ->
                "%s was %s and is %s"
                    .formatted(
                        part.getKey(),
                        shown(before.parts().get(part.getKey())),
                        shown(part.getValue())))
        .toList();
  }

  /** Says why a model's states under a run id are not those that are asked for. */
  static InputException cannotResume(
      RunIdentity run, String modelId, List<String> differences, String store) {
    return new InputException(
        "Cannot resume run %s: model %s was sampled with another configuration, %s; choose"
                .formatted(
                    run.runId(),
                    modelId,
                    differences.isEmpty() ? "other settings" : String.join("; ", differences))
            + " another sweep.run-id (%s)".formatted(store));
  }

  private static String shown(@Nullable String value) {
    return Objects.requireNonNullElse(value, "").isEmpty() ? "none" : "\"" + value + "\"";
  }
}
