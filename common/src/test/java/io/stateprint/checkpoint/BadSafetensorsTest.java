package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of a safetensors file has a message that names file, place and value. */
class BadSafetensorsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeConfig() {
    SafetensorsWriter.text(folder.resolve("config.json"), "{\"model_type\": \"llama\"}");
    file = folder.resolve("model.safetensors");
  }

  @Test
  void refusesAFileWithoutRoomForAHeader() {
    SafetensorsWriter.bytes(file, new byte[7]);
    refuses("truncated", "7 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000 bytes",
    "-1, 18446744073709551615 bytes",
    "9223372036854775807, 9223372036854775807 bytes"
  })
  void refusesAHeaderLongerThanTheFile(long length, String shown) {
    SafetensorsWriter.write(file, length, "{}", new byte[4]);
    refuses("its header says it is " + shown + " long", "the file ends after 14");
  }

  @Test
  void refusesAHeaderOverTheReferencesLimit() throws IOException {
    SafetensorsWriter.write(file, 100_000_001, "{}", new byte[0]);
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200_000_000);
    }
    refuses("its header is 100000001 bytes long", "limit of 100000000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello | not JSON",
        "{\"a\": | not JSON",
        "[] | not an object",
        "{} {} | something follows"
      })
  void refusesAHeaderThatIsNotOneObject(String header, String fault) {
    SafetensorsWriter.write(file, header.length(), header, new byte[0]);
    refuses("Cannot read the header of", fault);
  }

  @Test
  void refusesANameSaidTwice() {
    new SafetensorsWriter()
        .tensor("a", "U8", 1, List.of(1))
        .tensor("a", "U8", 1, List.of(1))
        .write(file);
    refuses("it names tensor a twice");
  }

  @Test
  void refusesAKeySaidTwiceForOneTensor() {
    String header = "{\"a\": {\"dtype\": \"U8\", \"dtype\": \"I8\"}}";
    SafetensorsWriter.write(file, header.length(), header, new byte[0]);
    refuses("Duplicate field 'dtype'");
  }

  @Test
  void refusesTensorsThatOverlap() {
    new SafetensorsWriter()
        .entry("a", "U8", "[4]", "[0, 4]")
        .entry("b", "U8", "[4]", "[2, 6]")
        .write(file, 6);
    refuses("tensor b", "overlap");
  }

  @Test
  void refusesAHoleBetweenTensors() {
    new SafetensorsWriter()
        .entry("a", "U8", "[4]", "[0, 4]")
        .entry("b", "U8", "[4]", "[5, 9]")
        .write(file, 9);
    refuses("tensor b", "there is a hole");
  }

  @Test
  void refusesBytesAfterTheLastTensor() {
    new SafetensorsWriter().tensor("a", "U8", 4, List.of(4)).write(file, 5);
    refuses("its tensors end at byte");
  }

  @Test
  void refusesATensorThatBeginsAfterTheFile() {
    new SafetensorsWriter().entry("a", "U8", "[4]", "[1000, 1004]").write(file, 4);
    refuses("tensor a", "out of range");
  }

  @Test
  void refusesATensorThatTheFileCutsShort() {
    new SafetensorsWriter()
        .tensor("a", "U8", 4, List.of(4))
        .tensor("b", "F32", 64, List.of(4, 4))
        .write(file, 52);
    refuses("tensor b", "64 bytes", "truncated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[4, 0]", "[0]", "[0, 4, 8]", "[]"})
  void refusesOffsetsThatAreNoRange(String offsets) {
    new SafetensorsWriter().entry("a", "U8", "[4]", offsets).write(file, 4);
    refuses("tensor a", "data_offsets " + offsets + " are not a range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "\"4\"", "null", "99999999999999999999"})
  void refusesSizesThatAreNotWholeNumbers(String size) {
    new SafetensorsWriter().entry("a", "U8", "[" + size + "]", "[0, 4]").write(file, 4);
    refuses("tensor a", "shape holds " + size);
  }

  @Test
  void refusesAShapeThatIsNoList() {
    new SafetensorsWriter().entry("a", "U8", "7", "[0, 4]").write(file, 4);
    refuses("tensor a", "shape is 7, not a list");
  }

  @Test
  void refusesOffsetsThatDoNotFitShapeAndType() {
    new SafetensorsWriter().entry("a", "F32", "[4, 4]", "[0, 60]").write(file, 60);
    refuses("tensor a", "span 60 bytes", "F32 [4, 4] takes 64");
  }

  @Test
  void refusesAShapeBeyondAnyFile() {
    new SafetensorsWriter().entry("a", "F32", "[4294967296, 4294967296]", "[0, 4]").write(file, 4);
    refuses("tensor a", "F32 [4294967296, 4294967296]");
  }

  @Test
  void refusesAnUnknownTypeAndNamesTheKnownOnes() {
    new SafetensorsWriter().entry("a", "F4", "[4]", "[0, 2]").write(file, 2);
    refuses("tensor a", "dtype F4 is not supported", "BF16", "F8_E4M3");
  }

  private void refuses(String... parts) {
    assertThatThrownBy(() -> Checkpoints.open(folder.toString()).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(parts);
  }
}
