package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fixture is made by data-samples/golden/dequantised/make_mxfp4.py. */
class Mxfp4Test {
  private static final Path FIXTURE =
      Path.of("../data-samples/golden/dequantised/mxfp4.json").toAbsolutePath().normalize();

  @ParameterizedTest
  @EnumSource
  void widensExpertsBitForBitAsTheReferenceDoes(ComputeType compute) throws IOException {
    JsonNode fixture = new ObjectMapper().readTree(FIXTURE.toFile());
    long[] shape = new ObjectMapper().convertValue(fixture.get("shape"), long[].class);
    float[] expected = floats(bytes(fixture, compute.id()));
    byte[] blocks = bytes(fixture, "blocks");
    byte[] scales = bytes(fixture, "scales");

    try (Program program = Decoder.parts();
        NDManager manager = program.newManager()) {
      PtNDArray room = room(program, manager, shape, compute);
      PtNDArray factors = array(manager, scales);
      int first = blocks.length / (int) shape[0];
      fill(program, room, shape, array(manager, blocks, 0, first), factors, 0);
      fill(program, room, shape, array(manager, blocks, first, blocks.length), factors, 1);

      PtNDArray wide = room(program, manager, shape, ComputeType.FLOAT32);
      program
          .run(manager, "fill_plain", IValue.from(wide), IValue.from(room), IValue.from(0L))
          .close();
      assertThat(wide.toFloatArray()).containsExactly(expected);
    }
  }

  private static void fill(
      Program program,
      PtNDArray room,
      long[] shape,
      PtNDArray blocks,
      PtNDArray scales,
      long first) {
    program
        .run(
            room.getManager(),
            "fill_mxfp4",
            IValue.from(room),
            IValue.from(blocks),
            IValue.listFrom(scales),
            IValue.listFrom(new long[] {shape[0], shape[2], shape[1] / 32}),
            IValue.listFrom(
                new long[] {first == 0 ? 1 : shape[0] - 1, shape[2], shape[1] / 32, 16}),
            IValue.from(first))
        .close();
  }

  private static PtNDArray room(
      Program program, NDManager manager, long[] shape, ComputeType compute) {
    return program.run(
        manager,
        "room",
        IValue.from((PtNDArray) manager.create(0f)),
        IValue.listFrom(shape),
        IValue.from((long) compute.code()));
  }

  private static PtNDArray array(NDManager manager, byte[] raw) {
    return array(manager, raw, 0, raw.length);
  }

  private static PtNDArray array(NDManager manager, byte[] raw, int from, int to) {
    ByteBuffer direct = ByteBuffer.allocateDirect(to - from).put(raw, from, to - from).rewind();
    return (PtNDArray) manager.create(direct, new Shape(to - from), DataType.UINT8);
  }

  private static byte[] bytes(JsonNode fixture, String key) {
    return HexFormat.of().parseHex(fixture.get(key).asText());
  }

  private static float[] floats(byte[] bytes) {
    float[] out = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
    return out;
  }
}
