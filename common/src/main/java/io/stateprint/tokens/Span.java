package io.stateprint.tokens;

/** The part of a rendered text that a token belongs to. */
public enum Span {
  SYSTEM,
  USER,
  TEMPLATE,
  RESPONSE
}
