package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.DeviceChoice;
import io.stateprint.decoder.Step;
import io.stateprint.jobs.remote.PlannedCheckpoint;
import io.stateprint.jobs.settings.MachineSettings;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.storage.InputException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
  private static final int CHUNK = 512;

  @Test
  void keepsTheChunksThatFit() {
    ModelPlan plan = plan(Long.MAX_VALUE);

    assertThat(plan.run().chunkTokens()).isEqualTo(CHUNK);
    assertThat(plan.load().memory().activations()).isPositive();
  }

  @Test
  void makesChunksSmallerUntilATaskFits() {
    MemoryNeed all = plan(Long.MAX_VALUE).load().memory();
    ModelPlan plan = plan(all.total() - all.activations() / 2);

    assertThat(plan.run().chunkTokens()).isLessThan(CHUNK);
    assertThat(plan.load().memory().total())
        .isLessThanOrEqualTo(all.total() - all.activations() / 2);
  }

  @Test
  void refusesWithTheArithmeticWhatDoesNotFitEvenSo() {
    assertThatThrownBy(() -> plan(512L << 20))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot sample tiny-llama within memory.max = 512 MiB")
        .hasMessageContaining("950 for Java, Spark and libtorch")
        .hasMessageContaining("for two steps")
        .hasMessageContaining("raise memory.max");
  }

  @Test
  void smallStepsOfABucketCountTogetherForTheyAreReadTogether() {
    ModelPlan plan = plan(Long.MAX_VALUE);
    ModelRun near = plan.run();
    ModelRun far = at(near, "s3a://bucket/model");
    try (Checkpoint checkpoint = near.checkpoint().open()) {
      Decoder decoder = Decoder.of(checkpoint);
      long all =
          IntStream.range(0, near.passLayers())
              .boxed()
              .flatMap(layer -> decoder.steps(layer, 100).stream())
              .mapToLong(Step::bytes)
              .sum();

      assertThat(MemoryNeed.of(decoder, far, 100).steps())
          .isEqualTo(all)
          .isGreaterThan(MemoryNeed.of(decoder, near, 100).steps());
    }
  }

  private static ModelRun at(ModelRun run, String location) {
    return new ModelRun(
        run.modelId(),
        new PlannedCheckpoint(location, run.checkpoint().version()),
        run.reading(),
        run.compute(),
        run.layers(),
        run.modelLayers(),
        run.poolings(),
        run.bags(),
        run.device(),
        run.chunkTokens(),
        run.otherProducts(),
        run.format(),
        run.system());
  }

  private static ModelPlan plan(long most) {
    return ModelPlan.of(
        TinySweep.request(
            TinySweep.MODELS.resolve("tiny-llama"),
            "tiny-llama",
            new LayerChoice.All(),
            1,
            new MachineSettings(DeviceChoice.CPU, CHUNK, most)),
        TinySweep.texts(100));
  }
}
