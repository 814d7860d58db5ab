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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fixture is made by data-samples/golden/dequantised/make_packed.py. */
class PackedTest {
  private static final Path FIXTURE =
      Path.of("../data-samples/golden/dequantised/packed.json").toAbsolutePath().normalize();

  static Stream<String> cases() throws IOException {
    return fixture().properties().stream().map(java.util.Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void widensPackedWeightsBitForBitAsTheReferenceDoes(String name) throws IOException {
    JsonNode one = fixture().get(name);
    float[] expected = floats(bytes(one.get("values")));
    int rows = one.get("stored").get(0).asInt();

    assertThat(widened(one, rows)).containsExactly(expected);
    assertThat(widened(one, 1)).containsExactly(expected);
  }

  @Test
  void everyEightBitFloatIsTheNumberThatTorchCastsItTo() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (Program program = Decoder.parts();
        NDManager manager = program.newManager()) {
      PtNDArray small = program.run(manager, "float8", IValue.from(array(manager, all)));
      PtNDArray cast =
          program.run(
              manager,
              "weight",
              IValue.from(array(manager, all)),
              IValue.from(24L),
              IValue.listFrom(new long[] {256}),
              IValue.from((long) ComputeType.FLOAT32.code()));

      assertThat(small.toType(DataType.FLOAT32, true).mul(256).toFloatArray())
          .containsExactly(cast.toFloatArray());
      assertThat(cast.toFloatArray()[127]).isNaN();
    }
  }

  /** The weight, made of pieces of so many rows. */
  private static float[] widened(JsonNode one, int rows) {
    byte[] raw = bytes(one.get("raw"));
    long[] stored = longs(one.get("stored"));
    int rowBytes = raw.length / Math.toIntExact(stored[0]);
    try (Program program = Decoder.parts();
        NDManager manager = program.newManager()) {
      PtNDArray out =
          program.run(
              manager,
              "room",
              IValue.from((PtNDArray) manager.create(new float[1])),
              IValue.listFrom(longs(one.get("shape"))),
              IValue.from((long) ComputeType.FLOAT32.code()));
      for (int first = 0; first < stored[0]; first += rows) {
        byte[] piece = Arrays.copyOfRange(raw, first * rowBytes, (first + rows) * rowBytes);
        program.run(
            manager,
            one.get("method").asText(),
            IValue.from(out),
            IValue.from(array(manager, piece)),
            IValue.listFrom(
                StreamSupport.stream(one.get("beside").spliterator(), false)
                    .map(hex -> array(manager, bytes(hex)))
                    .toArray(PtNDArray[]::new)),
            IValue.listFrom(longs(one.get("numbers"))),
            IValue.listFrom(new long[] {rows, stored[1]}),
            IValue.from((long) first));
      }
      return out.toFloatArray();
    }
  }

  private static JsonNode fixture() throws IOException {
    return new ObjectMapper().readTree(FIXTURE.toFile());
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText());
  }

  private static long[] longs(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  private static PtNDArray array(NDManager manager, byte[] raw) {
    ByteBuffer direct = ByteBuffer.allocateDirect(raw.length).put(raw).rewind();
    return (PtNDArray) manager.create(direct, new Shape(raw.length), DataType.UINT8);
  }

  private static float[] floats(byte[] bytes) {
    float[] out = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
    return out;
  }
}
