package io.stateprint.shard;

import java.util.HashMap;
import java.util.Map;

/**
 * A prefix tree over token ids: each node is a packed row, and prompts that begin alike share their
 * first nodes.
 */
final class SharedBeginnings {
  private static final int ROOT = -1;

  /** A node, by what stands before it. */
  private record After(int row, int id) {}

  private final Map<After, Integer> tree = new HashMap<>();

  /** Nodes so far. */
  int rows() {
    return tree.size();
  }

  /** How many tokens at the beginning of a prompt have a row already. */
  int known(int[] ids) {
    int row = ROOT;
    for (int position = 0; position < ids.length; position++) {
      Integer next = tree.get(new After(row, ids[position]));
      if (next == null) {
        return position;
      }
      row = next;
    }
    return ids.length;
  }

  /** The row of each token of a prompt; those that are new are numbered on. */
  int[] add(int[] ids) {
    int[] rows = new int[ids.length];
    int row = ROOT;
    for (int position = 0; position < ids.length; position++) {
      int fresh = tree.size();
      row = tree.computeIfAbsent(new After(row, ids[position]), node -> fresh);
      rows[position] = row;
    }
    return rows;
  }
}
