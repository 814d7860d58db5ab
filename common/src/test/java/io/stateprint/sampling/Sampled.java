package io.stateprint.sampling;

import ai.djl.Device;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerRange;
import io.stateprint.shard.PassInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** States of a checkpoint, sampled by the real pass. */
final class Sampled {
  private Sampled() {}

  /** All layers and poolings, in float32. */
  static List<SampledState> of(
      String location, List<int[]> ids, List<PoolingPlan> plans, int chunkTokens) {
    return of(location, ids, plans, chunkTokens, ComputeType.FLOAT32);
  }

  /** The same in another type. */
  static List<SampledState> of(
      String location,
      List<int[]> ids,
      List<PoolingPlan> plans,
      int chunkTokens,
      ComputeType compute) {
    Function<Decoder, Program> load = decoder -> decoder.load(Device.cpu());
    return of(location, ids, plans, new Arithmetic(chunkTokens, compute, load));
  }

  /** How it is computed. */
  record Arithmetic(int chunkTokens, ComputeType compute, Function<Decoder, Program> load) {}

  /** The same, computed in a way of its own. */
  static List<SampledState> of(
      String location, List<int[]> ids, List<PoolingPlan> plans, Arithmetic arithmetic) {
    try (Checkpoint checkpoint = Checkpoints.open(location)) {
      Decoder decoder = Decoder.of(checkpoint);
      int layers = decoder.spec().layers();
      PassInput input =
          new PassInput(
              ids, arithmetic.compute(), arithmetic.chunkTokens(), LayerRange.lowest(layers));
      List<SampledState> out = new ArrayList<>();
      try (Program program = arithmetic.load().apply(decoder);
          ForwardPass pass = ForwardPass.begin(checkpoint, decoder, program, input);
          StateSampler sampler = new StateSampler(List.of(Pooling.values()), plans, Device.cpu())) {
        pass.forEachRemaining(layer -> sampler.sample(layer).forEach(out::add));
      }
      return out;
    }
  }

  /** |a - b| / |b|. */
  static double relative(float[] a, float[] b) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      difference += Math.pow(a[i] - b[i], 2);
      size += Math.pow(b[i], 2);
    }
    return Math.sqrt(difference / size);
  }

  /** Cosine of two states. */
  static double cosine(float[] a, float[] b) {
    double dot = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      left += (double) a[i] * a[i];
      right += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(left * right);
  }
}
