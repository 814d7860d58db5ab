package io.stateprint.checkpoint;

import java.util.List;

/**
 * A tensor as a GGUF header tells it.
 *
 * @param name GGUF's name, such as {@code blk.3.ffn_up.weight}
 * @param type element type
 * @param shape sizes, outermost first (the file says them innermost first)
 * @param elements their product
 * @param offset first byte in the file
 */
record GgufTensor(String name, TensorType type, List<Long> shape, long elements, long offset) {
  GgufTensor {
    shape = List.copyOf(shape);
  }
}
