package io.stateprint.personality;

import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Framing;
import io.stateprint.score.WordingTransfer;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What must be known of the texts beside their states.
 *
 * @param lengths tokens of each prompt under no instruction, by id
 * @param paraphrases ids of the paraphrases, sorted, (R); each is its original's with -p1, -p2, ...
 *     behind it
 * @param framings both texts of every minimal pair, sorted by id, in the order of {@link
 *     StyleReading#framings}
 * @param systems conditions of system prompts, real ones, then placebos, each sorted, in the order
 *     of {@link StyleReading#systems}
 * @param underSystems ids of the prompts that were put under all of them, sorted, in that order
 * @param bags what bags of embeddings show of each style in further wordings, (K); of none where
 *     they were not sampled
 */
public record BankTexts(
    Map<String, Integer> lengths,
    List<String> paraphrases,
    List<PromptKey> framings,
    List<String> systems,
    List<String> underSystems,
    List<WordingTransfer> bags)
    implements Serializable {
  /** The same with what bags of embeddings show of each style, (K). */
  public BankTexts with(List<WordingTransfer> found) {
    return new BankTexts(lengths, paraphrases, framings, systems, underSystems, found);
  }

  /**
   * Indices of one text of every minimal pair that is whole, in the order of the pairs' ids.
   *
   * @param ids of the framed texts
   * @param framing {@code neutral} or {@code emotional}
   */
  public static int[] withTwin(List<String> ids, String framing) {
    return ids.stream()
        .map(id -> Framing.pairOf(id).orElse(""))
        .distinct()
        .filter(pair -> ids.contains(pair + "-" + Framing.EMOTIONAL))
        .filter(pair -> ids.contains(pair + "-" + Framing.NEUTRAL))
        .sorted()
        .mapToInt(pair -> ids.indexOf(pair + "-" + framing))
        .toArray();
  }

  /** The id of what a paraphrase says in other words. */
  static String original(String paraphrase) {
    int end = paraphrase.lastIndexOf("-p");
    return end < 0 ? paraphrase : paraphrase.substring(0, end);
  }
}
