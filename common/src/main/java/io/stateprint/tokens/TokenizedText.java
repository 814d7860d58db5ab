package io.stateprint.tokens;

import java.util.List;

/**
 * A rendered text and its tokens.
 *
 * @param rendered the exact text that was tokenized
 * @param ids token ids, (T)
 * @param spans the part each token belongs to, (T); a special token is always {@link Span#TEMPLATE}
 */
public record TokenizedText(String rendered, List<Integer> ids, List<Span> spans) {
  public TokenizedText {
    ids = List.copyOf(ids);
    spans = List.copyOf(spans);
    if (ids.size() != spans.size() || ids.isEmpty()) {
      throw new IllegalArgumentException(
          ids.size() + " token ids and " + spans.size() + " spans: one span a token is needed");
    }
  }

  /** T. */
  public int length() {
    return ids.size();
  }
}
