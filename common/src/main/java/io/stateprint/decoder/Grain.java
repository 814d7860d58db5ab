package io.stateprint.decoder;

import java.util.List;

/**
 * What part of a matrix (m, n) one factor is for.
 *
 * @param rows of it; 0 for all
 * @param columns of it; 0 for all
 */
public record Grain(long rows, long columns) {
  /** The whole matrix. */
  static final Grain TENSOR = new Grain(0, 0);

  /** A row, which is one output. */
  static final Grain CHANNEL = new Grain(1, 0);

  long rows(List<Long> shape) {
    return rows == 0 ? Math.max(1, shape.get(0)) : rows;
  }

  long columns(List<Long> shape) {
    return columns == 0 ? Math.max(1, shape.get(1)) : columns;
  }

  /** How many factors stand below each other. */
  long high(List<Long> shape) {
    return -Math.floorDiv(-shape.get(0), rows(shape));
  }

  /** How many factors stand beside each other. */
  long wide(List<Long> shape) {
    return -Math.floorDiv(-shape.get(1), columns(shape));
  }

  /** The shapes that a checkpoint may give the factors. */
  List<List<Long>> factors(List<Long> shape) {
    List<Long> whole = List.of(high(shape), wide(shape));
    if (equals(TENSOR)) {
      return List.of(List.of(), List.of(1L), whole);
    }
    return equals(CHANNEL) ? List.of(whole, List.of(high(shape))) : List.of(whole);
  }

  /** For messages. */
  String words() {
    if (equals(TENSOR)) {
      return "with one factor";
    }
    return equals(CHANNEL)
        ? "with a factor for each row"
        : "in blocks of %d x %d".formatted(rows, columns);
  }
}
