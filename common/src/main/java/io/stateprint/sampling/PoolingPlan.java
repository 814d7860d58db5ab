package io.stateprint.sampling;

import io.stateprint.tokens.Span;
import io.stateprint.tokens.TokenizedText;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens that each pooling of a prompt stands for.
 *
 * @param userTokens positions of the user's content tokens; never position 0, which is a sink
 */
public record PoolingPlan(int[] userTokens) {
  /** Reads the plan off a prompt's spans. */
  public static PoolingPlan of(TokenizedText text) {
    List<Span> spans = text.spans();
    return new PoolingPlan(
        IntStream.range(1, text.length()).filter(t -> spans.get(t) == Span.USER).toArray());
  }

  /** Whether every pooling asked for has a token to stand for. */
  public boolean allows(Pooling pooling) {
    return pooling == Pooling.LAST || userTokens.length > 0;
  }
}
