package io.stateprint.jobs.sample;

import java.io.Serializable;

/**
 * A text, tokenized for one model.
 *
 * @param text which one
 * @param ids token ids, (T)
 * @param userTokens positions of the user's content tokens
 */
record TokenText(Text text, int[] ids, int[] userTokens) implements Serializable {}
