package io.stateprint.personality;

import io.stateprint.score.Headline;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Paraphrases beside their originals: the percent of range of both, each the mean over the band of
 * the headline.
 *
 * @param originals ids of the originals, in the order of the paraphrases' ids, (R)
 * @param original percent of each original, (R)
 * @param again percent of its paraphrase, (R)
 */
public record Rewordings(List<String> originals, double[] original, double[] again) {
  private static final Rewordings NONE = new Rewordings(List.of(), new double[0], new double[0]);

  /**
   * Of those paraphrases whose originals were scored; none where paraphrases were not sampled under
   * all conditions, or no layer speaks for the style.
   *
   * @param headline of the style
   * @param layers of the model
   * @param texts that were sampled beside the prompts
   * @param ids of the prompts, in the order of the headline's percents
   */
  static Rewordings of(
      Headline headline, List<LayerFacts> layers, BankTexts texts, List<String> ids) {
    int k = headline.style().index();
    List<double[]> band =
        layers.stream()
            .filter(l -> headline.band().layers().contains(l.layer()))
            .map(l -> l.styles().get(k).paraphrases())
            .toList();
    int[] known =
        IntStream.range(0, texts.paraphrases().size())
            .filter(i -> ids.contains(BankTexts.original(texts.paraphrases().get(i))))
            .toArray();
    boolean there = band.stream().allMatch(row -> row.length == texts.paraphrases().size());
    if (band.isEmpty() || !there || known.length == 0) {
      return NONE;
    }
    List<String> originals =
        IntStream.of(known).mapToObj(i -> BankTexts.original(texts.paraphrases().get(i))).toList();
    return new Rewordings(
        originals,
        originals.stream().mapToDouble(id -> headline.perPrompt()[ids.indexOf(id)]).toArray(),
        IntStream.of(known)
            .mapToDouble(i -> band.stream().mapToDouble(row -> row[i]).average().orElse(Double.NaN))
            .toArray());
  }

  /** R. */
  public int count() {
    return original.length;
  }
}
