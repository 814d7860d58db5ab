package io.stateprint.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.decoder.Step;
import io.stateprint.storage.InputException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepReaderTest {
  private static final Path MODELS = Path.of("../data-samples/models");

  /** The same checkpoint as if it were far away; reading one of its tensors fails. */
  private static Checkpoint far(Checkpoint here, String broken) {
    return (Checkpoint)
        Proxy.newProxyInstance(
            Checkpoint.class.getClassLoader(),
            new Class<?>[] {Checkpoint.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isFar")) {
                return true;
              }
              if (arguments != null
                  && arguments[0] instanceof Tensor tensor
                  && tensor.name().equals(broken)) {
                throw new InputException("the line to %s is cut".formatted(broken));
              }
              try {
                return method.invoke(here, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static List<Step> steps(Decoder decoder) {
    return IntStream.range(0, decoder.spec().layers())
        .boxed()
        .flatMap(layer -> decoder.steps(layer, 1).stream())
        .toList();
  }

  /** Of one step, of two, of three, of one and so on. */
  private static List<List<Step>> batches(List<Step> steps) {
    List<List<Step>> batches = new ArrayList<>();
    for (int from = 0; from < steps.size(); ) {
      int to = Math.min(steps.size(), from + 1 + batches.size() % 3);
      batches.add(steps.subList(from, to));
      from = to;
    }
    return batches;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-llama", "tiny-gemma2", "tiny-deepseek-v3", "tiny-gpt-oss-mxfp4"})
  void eachStepHasItsOwnBytesHoweverManyAreReadTogether(String model) {
    try (Checkpoint here = Checkpoints.open(MODELS.resolve(model).toString())) {
      Checkpoint far = far(here, "");
      Decoder decoder = Decoder.of(far);
      List<Step> steps = steps(decoder);
      List<List<Step>> batches = batches(steps);
      try (Program program = decoder.load(Device.cpu());
          NDManager manager = program.newManager();
          StepRoom room = StepRoom.ofNeighbours(program, batches);
          StepReader reader = new StepReader(far, batches.iterator(), room, manager)) {
        for (Step step : steps) {
          try (RawStep raw = reader.next()) {
            assertThat(raw.step()).isEqualTo(step);
            raw.tensors().forEach(tensor -> assertOwnBytes(here, tensor));
          }
        }
        assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
      }
    }
  }

  private static void assertOwnBytes(Checkpoint checkpoint, RawTensor raw) {
    Tensor tensor = raw.weight().packing().tensor();
    byte[] expected = new byte[Math.toIntExact(tensor.bytes())];
    checkpoint.read(tensor, ByteBuffer.wrap(expected));
    ByteBuffer found = ByteBuffer.allocate(expected.length);
    raw.plain().ifPresent(values -> found.put(bytes(values)));
    raw.pieces().forEach(piece -> found.put(bytes(piece.bytes())));

    assertThat(found.array()).as(tensor.name()).isEqualTo(expected);
  }

  private static ByteBuffer bytes(PtNDArray array) {
    return array.toByteBuffer(true);
  }

  @Test
  void whatCannotBeReadEndsItsStepAndThoseBehindItInTheBatch() {
    try (Checkpoint here = Checkpoints.open(MODELS.resolve("tiny-llama").toString())) {
      Checkpoint far = far(here, "model.layers.1.mlp.up_proj.weight");
      Decoder decoder = Decoder.of(here);
      List<Step> steps = steps(decoder);
      int broken =
          IntStream.range(0, steps.size())
              .filter(
                  at ->
                      steps.get(at).tensors().stream()
                          .anyMatch(one -> one.name().contains("layers.1.mlp.up_proj")))
              .findFirst()
              .orElseThrow();
      try (Program program = decoder.load(Device.cpu());
          NDManager manager = program.newManager();
          StepRoom room = StepRoom.ofNeighbours(program, List.of(steps));
          StepReader reader = new StepReader(far, List.of(steps).iterator(), room, manager)) {
        for (int i = 0; i < broken; i++) {
          reader.next().close();
        }

        for (int i = broken; i < steps.size(); i++) {
          assertThatThrownBy(reader::next)
              .isInstanceOf(InputException.class)
              .hasMessageContaining("the line to model.layers.1.mlp.up_proj.weight is cut");
        }
      }
    }
  }

  @Test
  void smallStepsOfAFarStorageAreReadTogetherAndLargeOnesAlone() {
    try (Checkpoint here = Checkpoints.open(MODELS.resolve("tiny-llama").toString())) {
      List<Step> steps = steps(Decoder.of(here));

      assertThat(StepBatches.of(steps, false))
          .hasSize(steps.size())
          .allMatch(one -> one.size() == 1);
      assertThat(StepBatches.of(steps, true)).containsExactly(steps);
      assertThat(StepBatches.of(List.of(), true)).isEmpty();

      long two = steps.get(0).bytes() + steps.get(1).bytes();
      List<List<Step>> cut = StepBatches.of(steps, two);
      assertThat(cut.stream().flatMap(List::stream).toList()).isEqualTo(steps);
      assertThat(cut.get(0)).isEqualTo(steps.subList(0, 2));
      assertThat(cut)
          .allMatch(
              batch -> batch.size() == 1 || batch.stream().mapToLong(Step::bytes).sum() <= two);
      assertThat(StepBatches.of(steps, 1)).hasSize(steps.size());
    }
  }
}
