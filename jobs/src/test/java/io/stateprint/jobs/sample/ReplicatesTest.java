package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.decoder.DeviceChoice;
import io.stateprint.jobs.settings.MachineSettings;
import io.stateprint.jobs.settings.ReplicateSettings;
import io.stateprint.sampling.LayerChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReplicatesTest {
  private static final Path MODELS = Path.of("../data-samples/models").toAbsolutePath().normalize();

  @Test
  void nuisancesVaryAndAreTheSameForASeed() {
    List<Replicate> some = replicates("tiny-llama", 1);
    List<Replicate> again = replicates("tiny-llama", 1);
    List<Replicate> others = replicates("tiny-llama", 2);

    assertThat(some).hasSize(21);
    assertThat(nuisances(some)).isEqualTo(nuisances(again)).isNotEqualTo(nuisances(others));
    assertThat(nuisances(some)).extracting(Nuisance::chunkTokens).contains(1);
    assertThat(nuisances(some)).extracting(Nuisance::parts).contains(1, 2);
    assertThat(nuisances(some)).extracting(Nuisance::otherProducts).contains(true, false);
    assertThat(new TreeSet<>(nuisances(some).stream().map(Nuisance::chunkTokens).toList()).size())
        .isGreaterThan(10);
  }

  @Test
  void theReplayRepeatsTheFirst() {
    Nuisance first = Nuisance.of(1, 7);
    assertThat(Nuisance.of(0, 7))
        .isEqualTo(
            new Nuisance(
                0,
                first.seed(),
                first.chunkTokens(),
                first.parts(),
                first.otherType(),
                first.otherProducts()));
  }

  @Test
  void theOtherTypeIsTakenWhereTheCheckpointHasIt() {
    assertThat(types(replicates("tiny-llama-bf16", 1))).containsExactly("bfloat16", "float32");
    assertThat(types(replicates("tiny-llama-f16", 1))).containsExactly("float32");
  }

  @Test
  void everyReplicateHasTheChosenTextsOnce() {
    for (Replicate one : replicates("tiny-llama", 1)) {
      List<String> ids =
          one.plan().parts().stream()
              .flatMap(part -> part.texts().stream())
              .map(text -> text.text().promptId())
              .sorted()
              .toList();
      assertThat(ids).hasSize(10).doesNotHaveDuplicates();
      assertThat(one.plan().tokens()).hasSize(10);
    }
  }

  /** A cluster cuts only what is left open. */
  @Test
  void theCutOfAReplicateStandsFast() {
    for (Replicate one : replicates("tiny-llama", 1)) {
      assertThat(one.plan().request().wanted().parts()).isEqualTo(one.plan().parts().size());
      assertThat(PartChoice.Work.of(one.plan()).open()).isFalse();
    }
  }

  private static List<Nuisance> nuisances(List<Replicate> replicates) {
    return replicates.stream().map(Replicate::nuisance).toList();
  }

  private static Set<String> types(List<Replicate> replicates) {
    return replicates.stream()
        .map(one -> one.plan().facts().computeType())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ModelPlan plan(String model) {
    return TinySweep.plan(
        TinySweep.request(
            MODELS.resolve(model),
            model,
            new LayerChoice.All(),
            1,
            new MachineSettings(DeviceChoice.CPU, 2048, Long.MAX_VALUE)),
        TinySweep.texts(30));
  }

  private static List<Replicate> replicates(String model, long seed) {
    return Replicates.of(new ReplicateSettings(20, 10, true), TinySweep.texts(30), seed)
        .of(plan(model));
  }
}
