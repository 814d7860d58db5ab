package io.stateprint.jobs.sample;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.DeviceChoice;
import io.stateprint.decoder.Program;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerRange;
import java.io.Serializable;
import org.apache.spark.api.java.function.Function;

/**
 * Brings the weights of a shard onto the disk of an executor, ahead of the unit that needs them. It
 * computes nothing, and is offered no GPU: the ranges that it reads are the same on every device.
 *
 * @param run the model
 */
record Fetch(ModelRun run) implements Function<LayerRange, Fetch.Fetched> {
  /**
   * What was brought.
   *
   * @param place the executor where it is now, as Spark spells it
   * @param bytes read for it
   */
  record Fetched(String place, long bytes) implements Serializable {}

  @Override
  public Fetched call(LayerRange layers) {
    try (Checkpoint checkpoint = Reading.fetching(run.checkpoint(), run.reading())) {
      Decoder decoder = Decoder.of(checkpoint);
      try (Program program = decoder.load(Offered.device(DeviceChoice.CPU))) {
        long bytes =
            ForwardPass.fetch(checkpoint, decoder, program, layers, Offered::requireWanted);
        return new Fetched(ExecutorPlaces.here(), bytes);
      }
    }
  }
}
