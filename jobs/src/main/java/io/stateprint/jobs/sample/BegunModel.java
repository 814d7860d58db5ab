package io.stateprint.jobs.sample;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.shard.LayerRange;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a model of a run was begun. It stands in the store beside its units, so that whoever goes on
 * cuts it in the same way.
 *
 * @param fingerprint of settings and model
 * @param identity what decides its states, by name
 * @param shards its layers, in order
 * @param parts tasks that its texts are cut into
 * @param shares of the texts in those parts; none where they are alike, as in what an older version
 *     began
 * @param chunkTokens tokens that go through a step together
 * @param bags whether bags of embeddings are sampled; what an older version began has none
 */
record BegunModel(
    String fingerprint,
    Map<String, String> identity,
    List<LayerRange> shards,
    int parts,
    @Nullable List<Double> shares,
    int chunkTokens,
    boolean bags) {
  private static final Logger LOG = LoggerFactory.getLogger(BegunModel.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As this plan would begin it, its texts in parts that are alike. */
  static BegunModel of(ModelPlan plan, RunIdentity run) {
    return of(plan, List.of(), run);
  }

  /**
   * As this plan would begin it.
   *
   * @param shares that its texts were cut into; none where they are alike
   */
  static BegunModel of(ModelPlan plan, List<Double> shares, RunIdentity run) {
    ModelIdentity identity = ModelIdentity.of(plan, run);
    return new BegunModel(
        identity.fingerprint(run.fingerprint()),
        identity.parts(),
        plan.shards(),
        plan.parts().size(),
        shares,
        plan.run().chunkTokens(),
        plan.run().bags());
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record is JSON", e);
    }
  }

  /**
   * Empty where the text is torn: a disk that lost its power keeps names of files without bytes.
   *
   * @throws InputException if it is whole, and of another version
   */
  static Optional<BegunModel> parse(String json) {
    try {
      JsonNode whole = JSON.readTree(json);
      return whole.isMissingNode()
          ? Optional.empty()
          : Optional.of(JSON.treeToValue(whole, BegunModel.class));
    } catch (JsonParseException e) {
      LOG.warn("How a model was begun cannot be read, so it begins anew: {}", e.getMessage());
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new InputException("Cannot read how a model was begun: " + e.getMessage(), e);
    }
  }

  /**
   * The plan, cut as the model was begun.
   *
   * @throws InputException if it is of another model or of other settings
   */
  ModelPlan resumed(ModelPlan plan, RunIdentity run, String store) {
    BegunModel wanted = of(plan, run);
    String modelId = plan.request().id();
    if (!wanted.fingerprint().equals(fingerprint)) {
      throw ModelIdentity.cannotResume(
          run,
          modelId,
          new ModelIdentity(wanted.identity()).differences(new ModelIdentity(identity)),
          store);
    }
    List<Double> own = Objects.requireNonNullElse(shares, List.of());
    boolean chosen = !own.isEmpty();
    if (chosen && plan.request().wanted().parts() == 0 && wanted.parts() == 1) {
      return cut(plan.parted(own));
    }
    if (chosen || wanted.parts() != parts) {
      throw new InputException(
          "Cannot resume run %s: the texts of model %s were cut into %d parts, and would be cut into %d now; set sweep.partitions = %s, or choose another sweep.run-id (%s)"
              .formatted(
                  run.runId(), modelId, parts, wanted.parts(), chosen ? "auto" : parts, store));
    }
    return cut(plan);
  }

  private ModelPlan cut(ModelPlan plan) {
    return plan.begun(shards, plan.run().begun(chunkTokens, bags));
  }
}
