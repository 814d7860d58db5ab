package io.stateprint.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.util.List;

/**
 * {@code fp8}: 8-bit floats with a factor for each block, as DeepSeek V3, or for each matrix.
 *
 * @param rows of a block; 0 where it is the whole matrix
 * @param columns of a block; 0 where it is the whole matrix
 */
record Fp8(int rows, int columns) implements Quantization {
  static Fp8 of(ModelConfig config) {
    JsonNode block = config.json().path("weight_block_size");
    boolean sized = block.size() == 2 && block.get(0).asInt() > 0 && block.get(1).asInt() > 0;
    if (!sized) {
      throw new InputException(
          "Cannot use weight_block_size = %s: fp8 with a weight_block_size is needed (%s)"
              .formatted(block, config.origin()));
    }
    return new Fp8(block.get(0).asInt(), block.get(1).asInt());
  }

  boolean isInBlocks() {
    return rows > 0;
  }

  Scaled.Block block(List<Long> shape) {
    return Scaled.Block.of(shape, rows, columns);
  }

  @Override
  public Packing packing(Checkpoint checkpoint, String name, List<Long> shape) {
    Tensor tensor = checkpoint.tensor(name);
    return tensor.type() == TensorType.F8_E4M3
        ? new Scaled(
            tensor, checkpoint.tensor(name + "_scale_inv"), TensorType.F8_E4M3, block(shape))
        : Unquantised.whole(tensor, shape);
  }
}
