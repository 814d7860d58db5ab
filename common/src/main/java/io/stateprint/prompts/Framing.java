package io.stateprint.prompts;

import java.util.Optional;

/**
 * One of the two framings of a ticket: the same request, told with feeling or without. Its id is
 * the pair's with {@code -neutral} or {@code -emotional} behind it, so that whoever has the id has
 * the pair and the framing too.
 *
 * @param prompt its id, topic and text
 * @param pair id of the minimal pair
 * @param framing {@code neutral} or {@code emotional}
 */
public record Framing(Prompt prompt, String pair, String framing) {
  /** Told as it is. */
  public static final String NEUTRAL = "neutral";

  /** Told with feeling. */
  public static final String EMOTIONAL = "emotional";

  /** The minimal pair of a framing, by the framing's id; empty for an id of another shape. */
  public static Optional<String> pairOf(String id) {
    return framingOf(id).map(framing -> id.substring(0, id.length() - framing.length() - 1));
  }

  /** The framing that an id names: {@code neutral} or {@code emotional}; else empty. */
  public static Optional<String> framingOf(String id) {
    if (id.endsWith("-" + NEUTRAL)) {
      return Optional.of(NEUTRAL);
    }
    return id.endsWith("-" + EMOTIONAL) ? Optional.of(EMOTIONAL) : Optional.empty();
  }
}
