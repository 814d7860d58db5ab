package io.stateprint.jobs.sample;

import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.DeviceChoice;
import io.stateprint.jobs.remote.PlannedCheckpoint;
import io.stateprint.jobs.settings.ReadingSettings;
import io.stateprint.sampling.Pooling;
import io.stateprint.shard.LayerRange;
import io.stateprint.shard.PassInput;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What every task of a model needs to know; it travels to executors.
 *
 * @param modelId the model's id in the tables
 * @param checkpoint where the weights lie
 * @param reading how they are read
 * @param compute type of the arithmetic
 * @param layers sampled blocks, 0-based, ascending
 * @param modelLayers blocks of the model
 * @param poolings of the states
 * @param bags whether bags of embeddings are sampled too, of the texts that have one
 * @param device where programs run
 * @param chunkTokens tokens that go through a step together
 * @param otherProducts whether float32 products are summed in the order that is not the usual one
 * @param format {@code chat} or {@code plain}
 * @param system the system prompt, empty where there is none
 */
record ModelRun(
    String modelId,
    PlannedCheckpoint checkpoint,
    ReadingSettings reading,
    ComputeType compute,
    int[] layers,
    int modelLayers,
    List<Pooling> poolings,
    boolean bags,
    DeviceChoice device,
    int chunkTokens,
    boolean otherProducts,
    String format,
    String system)
    implements Serializable {
  /** Layers that a pass computes; nothing above the last sampled one. */
  int passLayers() {
    return layers[layers.length - 1] + 1;
  }

  /** The same with chunks of other size. */
  ModelRun chunked(int tokens) {
    return begun(tokens, bags);
  }

  /** The same as it was begun: with chunks of that size, with bags of embeddings or without. */
  ModelRun begun(int tokens, boolean bagged) {
    return new ModelRun(
        modelId,
        checkpoint,
        reading,
        compute,
        layers,
        modelLayers,
        poolings,
        bagged,
        device,
        tokens,
        otherProducts,
        format,
        system);
  }

  /**
   * The same under conditions that should not matter, in a type of arithmetic; without bags of
   * embeddings, which drift does not watch.
   */
  ModelRun under(Nuisance nuisance, ComputeType type) {
    return new ModelRun(
        modelId,
        checkpoint,
        reading,
        type,
        layers,
        modelLayers,
        poolings,
        false,
        device,
        nuisance.chunkTokens(),
        nuisance.otherProducts(),
        format,
        system);
  }

  /** What a pass of a unit computes. */
  PassInput input(Unit unit) {
    return new PassInput(
        unit.part().texts().stream().map(TokenText::ids).toList(),
        compute,
        chunkTokens,
        unit.layers());
  }

  /** What a pass of a part through all layers computes. */
  PassInput input(Part part) {
    return input(Unit.whole(this, part));
  }

  /** How many of some layers are sampled. */
  long sampled(LayerRange range) {
    return Arrays.stream(layers).filter(range::contains).count();
  }

  /** How many states a unit gives. */
  long states(Unit unit) {
    return (long) unit.part().texts().size() * sampled(unit.layers()) * poolings.size()
        + bags(unit);
  }

  /** How many of them are bags of embeddings, which lie below the first shard. */
  long bags(Unit unit) {
    return bags && unit.layers().first() == 0
        ? unit.part().texts().stream().filter(TokenText::isBagged).count()
        : 0;
  }
}
