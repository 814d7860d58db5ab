package io.stateprint.hub;

import java.net.URI;

/**
 * What is asked of the hub.
 *
 * @param uri whole address
 * @param subject what the answer is, for messages: a file, a repository
 * @param from first byte that is wanted
 * @param length bytes that are wanted; 0 for all that follow
 */
record HubRequest(URI uri, String subject, long from, long length) {
  /** Asks for everything from a byte on. */
  HubRequest(URI uri, String subject, long from) {
    this(uri, subject, from, 0);
  }

  HubRequest at(URI moved) {
    return new HubRequest(moved, subject, from, length);
  }

  /** The value of the Range header; empty for a whole answer. */
  String range() {
    if (length > 0) {
      return "bytes=%d-%d".formatted(from, from + length - 1);
    }
    return from > 0 ? "bytes=%d-".formatted(from) : "";
  }
}
