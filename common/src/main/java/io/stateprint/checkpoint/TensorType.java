package io.stateprint.checkpoint;

/**
 * The element type of a stored tensor: elements come in blocks of {@link #blockElements}, each of
 * {@link #blockBytes} bytes, and a block never crosses a row.
 *
 * <p>Block layouts of the types from {@code Q4_0} on are those of ggml's {@code ggml-common.h}.
 */
public enum TensorType {
  F64(1, 8),
  F32(1, 4),
  F16(1, 2),
  BF16(1, 2),
  F8_E4M3(1, 1),
  F8_E5M2(1, 1),
  I64(1, 8),
  I32(1, 4),
  I16(1, 2),
  I8(1, 1),
  U8(1, 1),
  BOOL(1, 1),
  Q4_0(32, 18),
  Q4_1(32, 20),
  Q5_0(32, 22),
  Q5_1(32, 24),
  Q8_0(32, 34),
  Q2_K(256, 84),
  Q3_K(256, 110),
  Q4_K(256, 144),
  Q5_K(256, 176),
  Q6_K(256, 210),
  IQ4_NL(32, 18),
  IQ4_XS(256, 136),
  MXFP4(32, 17);

  private final int blockElements;
  private final int blockBytes;

  TensorType(int blockElements, int blockBytes) {
    this.blockElements = blockElements;
    this.blockBytes = blockBytes;
  }

  /** Elements in one block; 1 for plain types. */
  public int blockElements() {
    return blockElements;
  }

  /** Bytes of one block. */
  public int blockBytes() {
    return blockBytes;
  }

  /** Bytes of a run of elements; the count must be a whole number of blocks. */
  public long bytes(long elements) {
    if (elements % blockElements != 0) {
      throw new IllegalArgumentException(
          elements + " elements are not a whole number of " + this + " blocks");
    }
    return Math.multiplyExact(elements / blockElements, (long) blockBytes);
  }
}
