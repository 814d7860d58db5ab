package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of a GGUF file has a message that names file, place and value. */
class BadGgufTest {
  private static final int F32 = 0;

  @TempDir Path folder;

  @Test
  void refusesABadMagic() {
    refuses(GgufWriter.llama().magic("GGML"), "not a GGUF file", "47474d4c");
    refuses(new byte[0], "not a GGUF file");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 99})
  void refusesOtherVersions(int version) {
    refuses(GgufWriter.llama().version(version), "GGUF version " + version, "2 and 3");
  }

  @Test
  void refusesBigEndianFiles() {
    refuses(GgufWriter.llama().version(Integer.reverseBytes(3)), "big-endian");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000, Long.MAX_VALUE})
  void refusesCountsThatTheFileCannotHold(long count) {
    String shown = Long.toUnsignedString(count);
    refuses(GgufWriter.llama().bytes(count, 1), shown + " tensors", "at byte 8");
    refuses(GgufWriter.llama().bytes(0, count), shown + " metadata entries", "at byte 16");
  }

  @Test
  void refusesCountsThatALargeFileCouldHold() throws IOException {
    Path file = folder.resolve("model.gguf");
    SafetensorsWriter.bytes(file, GgufWriter.llama().bytes(1L << 30, 1));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 36);
    }
    refuses(file, "1073741824 tensors", "limit of 1048576");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 5_000, Long.MAX_VALUE})
  void refusesLengthsOfTextThatTheFileCannotHold(long length) {
    GgufWriter file = GgufWriter.llama().entry("note", GgufWriter.TEXT, GgufWriter.length(length));
    refuses(file, Long.toUnsignedString(length) + " bytes of note");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 5_000, Long.MAX_VALUE})
  void refusesLengthsOfArraysThatTheFileCannotHold(long length) {
    refuses(
        GgufWriter.llama().entry("list", GgufWriter.ARRAY, array(GgufWriter.U32, length)),
        Long.toUnsignedString(length) + " elements of list");
  }

  @Test
  void refusesNestedArrays() {
    refuses(
        GgufWriter.llama().entry("list", GgufWriter.ARRAY, array(GgufWriter.ARRAY, 0)),
        "metadata list",
        "array of arrays");
  }

  @Test
  void refusesUnknownValueTypesAndBooleans() {
    refuses(GgufWriter.llama().entry("odd", 13, new byte[16]), "metadata odd", "value type is 13");
    refuses(GgufWriter.llama().entry("odd", 7, new byte[] {2}), "metadata odd", "boolean of 2");
  }

  @Test
  void refusesKeysAndTensorsSaidTwice() {
    refuses(GgufWriter.llama().number("note", 1).number("note", 2), "key note is there twice");
    refuses(
        GgufWriter.llama().info("a", F32, 0, 1).info("a", F32, 32, 1), "tensor a is there twice");
  }

  @Test
  void refusesAFileCutShortAnywhere() {
    byte[] whole =
        GgufWriter.llama().tensor("blk.0.attn_norm.weight", F32, new byte[64], 16).bytes();
    for (int length = 0; length < whole.length; length++) {
      refuses(Arrays.copyOf(whole, length), "Cannot");
    }
    refuses(Arrays.copyOf(whole, whole.length - 1), "input_layernorm", "64 bytes", "truncated");
  }

  @Test
  void refusesTensorsThatOverlapOrLieOutOfTheFile() {
    refuses(
        GgufWriter.llama().tensor("a", F32, new byte[64], 16).info("b", F32, 32, 4),
        "tensor b",
        "overlap");
    refuses(GgufWriter.llama().info("a", F32, 1 << 20, 4), "tensor a", "out of range");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "-32, 18446744073709551584"})
  void refusesOffsetsOffTheAlignment(long offset, String shown) {
    refuses(GgufWriter.llama().info("a", F32, offset, 4), "tensor a begins at " + shown);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 48})
  void refusesAnAlignmentThatIsNoPowerOfTwo(int alignment) {
    refuses(GgufWriter.llama().number("general.alignment", alignment), "= " + alignment);
  }

  @Test
  void refusesShapesBeyondAnyFile() {
    long huge = 1L << 40;
    refuses(GgufWriter.llama().info("a", F32, 0, huge, huge), "tensor a", "beyond any file");
    refuses(GgufWriter.llama().info("a", F32, 0, -1), "tensor a", "18446744073709551615");
    refuses(GgufWriter.llama().info("a", F32, 0, 1, 1, 1, 1, 1), "tensor a has 5 dimensions");
  }

  @Test
  void refusesRowsThatAreNotWholeBlocks() {
    refuses(GgufWriter.llama().info("a", 12, 0, 100, 2), "tensor a", "100 elements", "Q4_K");
  }

  @ParameterizedTest
  @CsvSource({"19, IQ1_S", "40, NVFP4", "9, Q8_1", "4, Q4_2", "77, number 77"})
  void refusesOtherQuantisationsAndNamesTheSupported(int number, String name) {
    refuses(
        GgufWriter.llama().info("a", number, 0, 256),
        "tensor a is of type " + name,
        "supported: [F32, F16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K");
  }

  @Test
  void refusesOtherArchitecturesAndNamesTheSupported() {
    refuses(GgufWriter.of("bloom"), "architecture bloom", "supported: llama, mistral, qwen2");
    refuses(new GgufWriter().text("general.name", "x"), "general.architecture");
  }

  @Test
  void refusesHyperparametersThatAreMissingOrWrong() {
    refuses(new GgufWriter().text("general.architecture", "llama"), "llama.embedding_length");
    refuses(
        new GgufWriter()
            .text("general.architecture", "llama")
            .text("llama.embedding_length", "576"),
        "llama.embedding_length = 576",
        "a whole number is needed");
    refuses(
        GgufWriter.llama().number("llama.attention.key_length", 0),
        "llama.attention.key_length = 0");
    refuses(
        GgufWriter.llama().number("llama.attention.value_length", 99),
        "llama.attention.value_length = 99");
  }

  @Test
  void refusesHeadsThatDifferByLayer() {
    refuses(
        new GgufWriter()
            .text("general.architecture", "llama")
            .numbers("llama.embedding_length", 8, 16),
        "llama.embedding_length",
        "differs by layer",
        "[8, 16]");
  }

  @Test
  void refusesWhatConfigurationCannotSay() {
    refuses(GgufWriter.of("qwen2").number("qwen2.expert_count", 8), "qwen2.expert_count = 8");
    refuses(
        GgufWriter.llama().real("llama.rope.scaling.yarn_log_multiplier", 0.1f),
        "llama.rope.scaling.yarn_log_multiplier = 0.1");
    refuses(GgufWriter.llama().real("llama.attention.scale", 0.5f), "llama.attention.scale = 0.5");
  }

  @Test
  void refusesQueryRowsThatDoNotDivideIntoHeads() {
    refuses(
        GgufWriter.llama().tensor("blk.0.attn_q.weight", F32, new byte[6 * 4], 1, 6),
        "q_proj",
        "[6, 1]",
        "2 heads");
  }

  private static byte[] array(int type, long length) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(GgufWriter.number(type));
    body.writeBytes(GgufWriter.length(length));
    return body.toByteArray();
  }

  private void refuses(GgufWriter file, String... parts) {
    refuses(file.bytes(), parts);
  }

  private void refuses(byte[] file, String... parts) {
    refuses(SafetensorsWriter.bytes(folder.resolve("model.gguf"), file), parts);
  }

  private static void refuses(Path file, String... parts) {
    assertThatThrownBy(() -> Checkpoints.open(file.toString()).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(parts);
  }
}
