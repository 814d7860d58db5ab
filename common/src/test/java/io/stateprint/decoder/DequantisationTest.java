package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.checkpoint.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fixture is made by data-samples/golden/dequantised/make_blocks.py. */
class DequantisationTest {
  private static final Path FIXTURE =
      Path.of("../data-samples/golden/dequantised/blocks.json").toAbsolutePath().normalize();

  @ParameterizedTest
  @EnumSource(
      names = {
        "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K", "Q4_K", "Q5_K",
        "Q6_K", "IQ4_NL", "IQ4_XS", "MXFP4"
      })
  void widensBlocksBitForBitAsTheReferenceDoes(TensorType type) throws IOException {
    JsonNode fixture = new ObjectMapper().readTree(FIXTURE.toFile()).get(type.name());
    byte[] raw = HexFormat.of().parseHex(fixture.get("raw").asText());
    float[] expected = floats(HexFormat.of().parseHex(fixture.get("values").asText()));

    assertThat(widened(raw, type, new long[] {expected.length})).containsExactly(expected);
  }

  @Test
  void widensHalfPrecisionExactly() {
    byte[] ones = {0x00, 0x3c, 0x00, (byte) 0xbc};
    byte[] bfloat = {(byte) 0x80, 0x3f, 0x49, 0x40};

    assertThat(widened(ones, TensorType.F16, new long[] {2})).containsExactly(1f, -1f);
    assertThat(widened(bfloat, TensorType.BF16, new long[] {2})).containsExactly(1f, 3.140625f);
  }

  @Test
  void fillsPiecesOfRowsIntoTheirPlaces() {
    try (Program program = Decoder.parts();
        NDManager manager = program.newManager()) {
      PtNDArray room =
          program.run(
              manager,
              "room",
              IValue.from((PtNDArray) manager.create(new float[1])),
              IValue.listFrom(new long[] {3, 2}),
              IValue.from((long) ComputeType.FLOAT32.code()));
      fill(program, manager, room, new byte[] {0x00, 0x3c, 0x00, 0x40}, 2);
      fill(program, manager, room, new byte[] {0, 0, 0, 0, 0x00, 0x44, 0x00, 0x48}, 0);

      assertThat(room.toFloatArray()).containsExactly(0, 0, 4, 8, 1, 2);
    }
  }

  private static void fill(
      Program program, NDManager manager, PtNDArray room, byte[] halves, long first) {
    program.run(
        manager,
        "fill",
        IValue.from(room),
        IValue.from(bytes(manager, halves)),
        IValue.listFrom(new PtNDArray[0]),
        IValue.listFrom(new long[] {Decoder.code(TensorType.F16)}),
        IValue.listFrom(new long[] {halves.length / 4, 2}),
        IValue.from(first));
  }

  private static PtNDArray bytes(NDManager manager, byte[] raw) {
    ByteBuffer direct = ByteBuffer.allocateDirect(raw.length).put(raw).rewind();
    return (PtNDArray) manager.create(direct, new Shape(raw.length), DataType.UINT8);
  }

  private static float[] widened(byte[] raw, TensorType type, long[] shape) {
    try (Program program = Decoder.parts();
        NDManager manager = program.newManager()) {
      return program
          .run(
              manager,
              "weight",
              IValue.from(bytes(manager, raw)),
              IValue.from((long) Decoder.code(type)),
              IValue.listFrom(shape),
              IValue.from((long) ComputeType.FLOAT32.code()))
          .toFloatArray();
    }
  }

  private static float[] floats(byte[] bytes) {
    float[] out = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
    return out;
  }
}
