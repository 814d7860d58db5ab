package io.stateprint.decoder;

/** What the feed-forward part of a layer is. */
enum LayerKind {
  /** One for all tokens. */
  DENSE,
  /** A mixture of experts. */
  SPARSE
}
