package io.stateprint.decoder;

import io.stateprint.checkpoint.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The type that a forward pass computes in; weights are widened or kept, never narrowed. */
public enum ComputeType {
  FLOAT32(6, 4),
  BFLOAT16(15, 2);

  private static final Path CPU = Path.of("/proc/cpuinfo");

  private final int code;
  private final int bytes;

  ComputeType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /**
   * The type for weights of {@code stored}. Only bfloat16 and 8-bit weights, which are made for it,
   * on a device with bfloat16 matrix instructions stay narrow: float16 overflows on real residual
   * streams (norms reach 51,000), quantised weights have no type of their own (a number of GPTQ or
   * AWQ times its float16 scale needs more digits than bfloat16 has), and a processor without such
   * instructions is many times slower in bfloat16 than in float32, which holds every bfloat16
   * number exactly.
   */
  public static ComputeType choose(Precision precision, TensorType stored) {
    boolean made = stored == TensorType.BF16 || stored == TensorType.F8_E4M3;
    boolean narrow = precision == Precision.CHECKPOINT && made && hasNativeBfloat16();
    return narrow ? BFLOAT16 : FLOAT32;
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

  private static boolean hasNativeBfloat16() {
    try {
      return Files.isReadable(CPU)
          && Files.readString(CPU)
              .lines()
              .filter(line -> line.startsWith("flags"))
              .anyMatch(line -> line.contains(" avx512_bf16") || line.contains(" amx_bf16"));
    } catch (IOException e) {
      return false;
    }
  }
}
