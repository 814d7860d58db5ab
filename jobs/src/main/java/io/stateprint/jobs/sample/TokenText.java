package io.stateprint.jobs.sample;

import java.io.Serializable;

/**
 * A text, tokenized for one model.
 *
 * @param text which one
 * @param ids token ids, (T)
 * @param userTokens positions of the user's content tokens
 */
record TokenText(Text text, int[] ids, int[] userTokens) implements Serializable {
  /** Whether the bag of its embeddings is sampled, where bags are. */
  boolean isBagged() {
    return text.isBagged() && userTokens.length > 0;
  }
}
