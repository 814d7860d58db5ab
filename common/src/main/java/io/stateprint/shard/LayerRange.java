package io.stateprint.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Some blocks of a model, one after another.
 *
 * @param first the first of them, 0-based
 * @param end the block after the last one
 */
public record LayerRange(int first, int end) implements Serializable {
  public LayerRange {
    if (first < 0 || end <= first) {
      throw new IllegalArgumentException("No layers lie from %d up to %d".formatted(first, end));
    }
  }

  /** The lowest blocks. */
  public static LayerRange lowest(int layers) {
    return new LayerRange(0, layers);
  }

  /** How many there are. */
  public int layers() {
    return end - first;
  }

  /** Whether a block is one of them. */
  public boolean contains(int layer) {
    return layer >= first && layer < end;
  }

  /**
   * Cuts a model into ranges of like numbers of bytes, in order; every block is in one of them.
   *
   * @param layerBytes of each block
   * @param count of ranges; at most one a block is made
   */
  public static List<LayerRange> cut(long[] layerBytes, int count) {
    int layers = layerBytes.length;
    int ranges = Math.max(1, Math.min(count, layers));
    double all = 0;
    for (long bytes : layerBytes) {
      all += bytes;
    }
    List<LayerRange> cut = new ArrayList<>();
    int first = 0;
    double passed = 0;
    for (int range = 1; range <= ranges; range++) {
      int end = first + 1;
      passed += layerBytes[first];
      double goal = all * range / ranges;
      int last = layers - (ranges - range);
      while (end < last && (range == ranges || passed + layerBytes[end] / 2.0 <= goal)) {
        passed += layerBytes[end++];
      }
      cut.add(new LayerRange(first, end));
      first = end;
    }
    return cut;
  }

  @Override
  public String toString() {
    return layers() == 1 ? "layer " + first : "layers %d to %d".formatted(first, end - 1);
  }
}
