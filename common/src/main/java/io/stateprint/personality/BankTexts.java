package io.stateprint.personality;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What the checks need to know of the texts.
 *
 * @param lengths tokens of each prompt under no instruction, by id
 * @param paraphrases ids of the paraphrases, sorted, (R); each is its original's with -p1, -p2, ...
 *     behind it
 */
public record BankTexts(Map<String, Integer> lengths, List<String> paraphrases)
    implements Serializable {
  /** The id of what a paraphrase says in other words. */
  static String original(String paraphrase) {
    int end = paraphrase.lastIndexOf("-p");
    return end < 0 ? paraphrase : paraphrase.substring(0, end);
  }
}
