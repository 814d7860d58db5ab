package io.stateprint.portrait;

/** What can be said of a quantity that need not be there. */
public enum Verdict {
  /** It is there. */
  FOUND,
  /** It was looked for and is not there. */
  NOT_FOUND,
  /** It cannot be measured: a category of the prompts has a single topic, so nothing is drawn. */
  FEW_TOPICS,
  /** It cannot be measured: the anchors leave no unseen ones to hold a cosine against. */
  FEW_ANCHORS,
  /** It cannot be measured: too few layers were sampled. */
  FEW_LAYERS;

  /** Whether it could be looked for. */
  public boolean isMeasured() {
    return this == FOUND || this == NOT_FOUND;
  }
}
