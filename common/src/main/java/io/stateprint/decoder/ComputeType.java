package io.stateprint.decoder;

import io.stateprint.checkpoint.TensorType;
import java.util.Optional;

/** The type that a forward pass computes in; weights are widened or kept, never narrowed. */
public enum ComputeType {
  FLOAT32(6, 4),
  BFLOAT16(15, 2);

  private final int code;
  private final int bytes;

  ComputeType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /**
   * The type for weights of {@code stored}. Only bfloat16, 8-bit and 4-bit floats, which are made
   * for it, on a GPU or a processor that multiplies faster in bfloat16 stay narrow: float16
   * overflows on real residual streams (norms reach 51,000), quantised weights have no type of
   * their own (a number of GPTQ or AWQ times its float16 scale needs more digits than bfloat16
   * has), and other processors are slower in bfloat16 than in float32, which holds every bfloat16
   * number exactly.
   */
  public static ComputeType choose(Precision precision, TensorType stored, boolean gpu) {
    boolean narrow =
        precision == Precision.CHECKPOINT
            && isNarrow(stored)
            && (gpu || Processor.here().isFastInBfloat16());
    return narrow ? BFLOAT16 : FLOAT32;
  }

  /** The other type that weights of {@code stored} can be computed in, whatever its speed. */
  public Optional<ComputeType> other(TensorType stored) {
    if (!isNarrow(stored)) {
      return Optional.empty();
    }
    return Optional.of(this == FLOAT32 ? BFLOAT16 : FLOAT32);
  }

  private static boolean isNarrow(TensorType stored) {
    return switch (stored) {
      case BF16, F8_E4M3, U8 -> true;
      default -> false;
    };
  }

  /** Torch's number of the type. */
  public int code() {
    return code;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /** The name in manifests, such as {@code float32}. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
