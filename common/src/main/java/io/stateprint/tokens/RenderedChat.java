package io.stateprint.tokens;

import java.util.Comparator;
import java.util.List;

/**
 * A rendered conversation, and where in it the contents lie; all the rest is the template's.
 *
 * @param regions that do not overlap
 */
record RenderedChat(String text, List<Region> regions) {
  RenderedChat {
    regions = List.copyOf(regions);
  }

  /**
   * The part that a token belongs to: the content that makes up at least half of it, else the
   * template.
   */
  Span spanOf(int start, int end) {
    return regions.stream()
        .max(Comparator.comparingInt(region -> region.overlap(start, end)))
        .filter(region -> end > start && 2 * region.overlap(start, end) >= end - start)
        .map(Region::span)
        .orElse(Span.TEMPLATE);
  }
}
