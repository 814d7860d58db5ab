package io.stateprint.jobs.sample;

import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.DecoderSpec;
import io.stateprint.decoder.Step;
import io.stateprint.shard.StepBatches;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Resident memory of one task, estimated before anything is read, bytes.
 *
 * @param base Java with a heap of 1 GiB, Spark and libtorch; measured by deploy/bench
 * @param steps two steps as stored that follow one another: the one that computes and the one that
 *     is read; of a storage that is far away, two batches of small ones
 * @param widened weights of a step in the type of the arithmetic, where they are stored in another
 * @param states of all tokens of the part, with cosines and sines of their positions
 * @param activations of a chunk inside a step
 */
public record MemoryNeed(long base, long steps, long widened, long states, long activations) {
  private static final long BASE = 950L << 20;

  /** Intermediate results stay in float32 where the reference has them so. */
  private static final int WIDE = 4;

  /**
   * What a pass takes.
   *
   * @param rows states of the largest part
   */
  static MemoryNeed of(Decoder decoder, ModelRun run, long rows) {
    long steps = 0;
    long widened = 0;
    long before = 0;
    long beforeWidened = 0;
    List<Step> all =
        IntStream.range(0, run.passLayers())
            .boxed()
            .flatMap(layer -> decoder.steps(layer, rows).stream())
            .toList();
    for (List<Step> batch : StepBatches.of(all, run.checkpoint().isFar())) {
      long bytes = batch.stream().mapToLong(Step::bytes).sum();
      long own = batch.stream().mapToLong(step -> step.widenedBytes(run.compute())).max().orElse(0);
      long wider = Math.max(beforeWidened, own);
      if (before + bytes + wider > steps + widened) {
        steps = before + bytes;
        widened = wider;
      }
      before = bytes;
      beforeWidened = own;
    }
    DecoderSpec spec = decoder.spec();
    long heads = (long) spec.heads() * spec.headWidth();
    long wide = 2L * spec.width() + Math.max(3L * spec.innerWidth(), 12 * heads);
    return new MemoryNeed(
        BASE,
        steps,
        widened,
        rows * (spec.width() + turns(spec)) * run.compute().bytes(),
        (decoder.isFew(rows) ? rows : Math.min(rows, run.chunkTokens())) * wide * WIDE);
  }

  /** Cosines and sines of a token, of every rotary embedding. */
  private static long turns(DecoderSpec spec) {
    return spec.rotaries().stream().mapToLong(rotary -> 4L * rotary.frequency().length).sum();
  }

  /** All of it. */
  public long total() {
    return base + steps + widened + states + activations;
  }

  /** What the model takes, without Java, Spark and libtorch. */
  public long ofTheModel() {
    return total() - base;
  }

  /** Refuses a limit that is below it. */
  void requireWithin(long most, String modelId) {
    if (total() > most) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "Cannot sample %s within memory.max = %d MiB: it takes %d MiB, %d for Java, Spark and libtorch"
                  + " + %d for two steps + %d for widened weights + %d for states + %d for a chunk; raise"
                  + " memory.max, or cut the texts with sweep.partitions",
              modelId,
              most >> 20,
              total() >> 20,
              base >> 20,
              steps >> 20,
              widened >> 20,
              states >> 20,
              activations >> 20));
    }
  }
}
