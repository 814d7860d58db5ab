package io.stateprint.tokens;

/**
 * A stretch of a rendered text that holds a message's content.
 *
 * @param start first char
 * @param end after the last char
 */
record Region(int start, int end, Span span) {
  /** How many chars of the stretch lie in this region. */
  int overlap(int from, int to) {
    return Math.max(0, Math.min(end, to) - Math.max(start, from));
  }
}
