package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tensors of a GGUF model by GGUF's name, over all its parts.
 *
 * @param files opens the parts
 * @param parts their headers
 */
record GgufContents(CheckpointFiles files, List<GgufPart> parts) {
  private static final int MOST_NUMBERS = 4096;

  Stream<GgufTensor> tensors() {
    return parts.stream().flatMap(part -> part.header().tensors().stream());
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  Optional<GgufTensor> find(String name) {
    return tensors().filter(tensor -> tensor.name().equals(name)).findFirst();
  }

  /** The few numbers of a vector that is a part of the configuration. */
  float[] numbers(String name) {
    for (GgufPart part : parts) {
      for (GgufTensor tensor : part.header().tensors()) {
        if (tensor.name().equals(name)) {
          return numbers(tensor, part);
        }
      }
    }
    throw new InputException(
        "Cannot open %s: it lacks the tensor %s, and has others of its kind"
            .formatted(parts.get(0).location(), name));
  }

  private float[] numbers(GgufTensor tensor, GgufPart part) {
    boolean fits =
        tensor.type() == TensorType.F32
            && tensor.shape().size() == 1
            && tensor.elements() <= MOST_NUMBERS
            && tensor.offset() <= part.size() - Float.BYTES * tensor.elements();
    if (!fits) {
      throw new InputException(
          "Cannot read tensor %s: it has shape %s and type %s from byte %d of %d; up to %d numbers of type F32 are needed (%s)"
              .formatted(
                  tensor.name(),
                  tensor.shape(),
                  tensor.type(),
                  tensor.offset(),
                  part.size(),
                  MOST_NUMBERS,
                  part.location()));
    }
    float[] numbers = new float[(int) tensor.elements()];
    try (ByteSource source = files.withParts(names()).open(part.file())) {
      ByteBuffer bytes =
          ByteBuffer.wrap(source.bytes(tensor.offset(), Float.BYTES * numbers.length));
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    }
    return numbers;
  }

  private List<String> names() {
    return parts.stream().map(GgufPart::file).toList();
  }
}
