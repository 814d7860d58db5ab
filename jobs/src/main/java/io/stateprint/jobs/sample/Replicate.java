package io.stateprint.jobs.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.jobs.tables.ReplicateNames;
import io.stateprint.jobs.tables.TokenRow;
import io.stateprint.storage.Sha256;
import java.util.stream.Collectors;

/**
 * One replicate of a model.
 *
 * @param nuisance what it is computed under
 * @param plan of its pass
 */
public record Replicate(Nuisance nuisance, ModelPlan plan) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What makes it this one: a run of its own beside the run that it repeats. */
  RunIdentity identity(RunIdentity run) {
    ObjectNode own = JSON.createObjectNode();
    own.put("of", run.runId());
    own.put("number", nuisance.number());
    own.put("seed", Long.toString(nuisance.seed()));
    own.put("chunk_tokens", nuisance.chunkTokens());
    own.put("parts", nuisance.parts());
    own.put("other_products", nuisance.otherProducts());
    own.put(
        "texts_sha256",
        Sha256.of(
            plan.tokens().stream()
                .map(TokenRow::sha256)
                .sorted()
                .collect(Collectors.joining(","))));
    return new RunIdentity(
        ReplicateNames.of(run.runId(), nuisance.number()),
        with(run.configuration(), own),
        Sha256.of(run.fingerprint() + own),
        run.promptsSha256(),
        run.seed(),
        run.version(),
        run.executorHourPrice());
  }

  private static String with(String configuration, ObjectNode own) {
    try {
      JsonNode all = JSON.readTree(configuration);
      return all instanceof ObjectNode object
          ? object.set("replicate", own).toString()
          : own.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a configuration is JSON", e);
    }
  }
}
