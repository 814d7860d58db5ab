package io.stateprint.checkpoint;

import java.nio.ByteBuffer;

/**
 * Row order of the query and key projections. Transformers rotates row i of a head with row i + W/2
 * (W rows a head); llama.cpp rotates neighbours, and its converter stores the rows so: W/2 pairs.
 * Rows move whole, so this holds for every element type.
 */
final class RotaryRows {
  private RotaryRows() {}

  /** Puts the rows of a tensor, as the file keeps them, into transformers' order, in place. */
  static void restore(Tensor tensor, ByteBuffer rows) {
    int rowBytes = Math.toIntExact(tensor.bytes() / tensor.shape().get(0));
    int headRows = Math.toIntExact(tensor.shape().get(0) / tensor.rotaryHeads());
    byte[] head = new byte[headRows * rowBytes];
    for (int h = 0; h < tensor.rotaryHeads(); h++) {
      int start = h * head.length;
      rows.get(start, head);
      for (int row = 0; row < headRows; row++) {
        rows.put(start + row * rowBytes, head, stored(row, headRows) * rowBytes, rowBytes);
      }
    }
  }

  /** Where in its head the file keeps a row. */
  private static int stored(int row, int headRows) {
    int half = headRows / 2;
    return 2 * (row % half) + row / half;
  }
}
