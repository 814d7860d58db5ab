package io.stateprint.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Element types by the number that ggml gives them in {@code ggml.h}. */
final class GgufTypes {
  private static final Map<Integer, TensorType> SUPPORTED =
      Map.ofEntries(
          Map.entry(0, TensorType.F32),
          Map.entry(1, TensorType.F16),
          Map.entry(2, TensorType.Q4_0),
          Map.entry(3, TensorType.Q4_1),
          Map.entry(6, TensorType.Q5_0),
          Map.entry(7, TensorType.Q5_1),
          Map.entry(8, TensorType.Q8_0),
          Map.entry(10, TensorType.Q2_K),
          Map.entry(11, TensorType.Q3_K),
          Map.entry(12, TensorType.Q4_K),
          Map.entry(13, TensorType.Q5_K),
          Map.entry(14, TensorType.Q6_K),
          Map.entry(20, TensorType.IQ4_NL),
          Map.entry(23, TensorType.IQ4_XS),
          Map.entry(24, TensorType.I8),
          Map.entry(25, TensorType.I16),
          Map.entry(26, TensorType.I32),
          Map.entry(27, TensorType.I64),
          Map.entry(28, TensorType.F64),
          Map.entry(30, TensorType.BF16),
          Map.entry(39, TensorType.MXFP4));

  private static final List<String> NAMES =
      Arrays.asList(
          ("F32 F16 Q4_0 Q4_1 Q4_2 Q4_3 Q5_0 Q5_1 Q8_0 Q8_1 Q2_K Q3_K Q4_K Q5_K Q6_K Q8_K IQ2_XXS"
                  + " IQ2_XS IQ3_XXS IQ1_S IQ4_NL IQ3_S IQ2_S IQ4_XS I8 I16 I32 I64 F64 IQ1_M BF16"
                  + " Q4_0_4_4 Q4_0_4_8 Q4_0_8_8 TQ1_0 TQ2_0 IQ4_NL_4_4 IQ4_NL_4_8 IQ4_NL_8_8 MXFP4"
                  + " NVFP4 Q1_0")
              .split(" "));

  private GgufTypes() {}

  /** The type of that number; null where it is not supported. */
  static @Nullable TensorType of(long number) {
    return number < NAMES.size() ? SUPPORTED.get((int) number) : null;
  }

  /** Its name for messages. */
  static String name(long number) {
    return number < NAMES.size() ? NAMES.get((int) number) : "number " + number;
  }

  /** All that can be read, in ggml's order. */
  static List<TensorType> supported() {
    return IntStream.range(0, NAMES.size())
        .mapToObj(SUPPORTED::get)
        .filter(Objects::nonNull)
        .toList();
  }
}
