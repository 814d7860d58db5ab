package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Narrow numbers with a factor for each block of a matrix: of so many rows and columns, of a whole
 * row, of the whole matrix. Blocks at the right and lower edge may be cut.
 *
 * <p>The weight is the float32 product of value and factor, as the reference has it in float32.
 *
 * @param values (m, n) of {@code type}
 * @param factors one a block, of a floating-point type
 * @param type of the values
 * @param block its extent
 */
public record Scaled(Tensor values, Tensor factors, TensorType type, Block block)
    implements Packing {
  private static final Set<TensorType> FACTORS =
      EnumSet.of(TensorType.F32, TensorType.F16, TensorType.BF16);

  /**
   * The extent of a block, and the shapes in which a checkpoint may keep the factors.
   *
   * @param shape of the weight, (m, n)
   * @param rows of a block
   * @param columns of a block
   * @param factors shapes
   * @param words what it is called, for messages
   */
  record Block(List<Long> shape, long rows, long columns, List<List<Long>> factors, String words) {
    /** One block is the whole matrix. */
    static Block tensor(List<Long> shape) {
      List<List<Long>> factors = List.of(List.of(), List.of(1L));
      return new Block(shape, shape.get(0), shape.get(1), factors, "with one factor");
    }

    /** One block is a row. */
    static Block channel(List<Long> shape) {
      List<List<Long>> factors = List.of(List.of(shape.get(0), 1L), List.of(shape.get(0)));
      return new Block(shape, 1, shape.get(1), factors, "with a factor for each row");
    }

    /** Blocks of that extent. */
    static Block of(List<Long> shape, long rows, long columns) {
      List<Long> factors =
          List.of(-Math.floorDiv(-shape.get(0), rows), -Math.floorDiv(-shape.get(1), columns));
      return new Block(
          shape, rows, columns, List.of(factors), "in blocks of %d x %d".formatted(rows, columns));
    }

    long high() {
      return -Math.floorDiv(-shape.get(0), rows);
    }

    long wide() {
      return -Math.floorDiv(-shape.get(1), columns);
    }
  }

  @Override
  public List<Long> shape() {
    return block.shape();
  }

  @Override
  public List<Form> forms() {
    String because = "%s of shape %s %s".formatted(values.name(), shape(), block.words());
    return List.of(
        new Form(values, shape(), Set.of(type)),
        new Form(factors, block.factors(), FACTORS, because));
  }

  @Override
  public String method() {
    return "fill_scaled";
  }

  @Override
  public List<Long> numbers() {
    return List.of(
        (long) Decoder.code(type),
        (long) Decoder.code(factors.type()),
        block.high(),
        block.wide(),
        block.rows(),
        block.columns());
  }

  @Override
  public String format() {
    return type.name() + " " + block.words();
  }
}
