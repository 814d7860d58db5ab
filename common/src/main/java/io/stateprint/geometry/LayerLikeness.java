package io.stateprint.geometry;

import io.stateprint.geometry.CategoryNull.Permutations;
import io.stateprint.inference.BenjaminiHochberg;
import io.stateprint.profile.PromptKey;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How alike two models lay out the same prompts at layers of the same relative depth.
 *
 * @param first layer of A, 0-based
 * @param second layer of B, 0-based
 * @param firstDepth relative depth of A's
 * @param secondDepth relative depth of B's
 * @param cka debiased linear CKA, each dimension standardised
 * @param rsa Spearman's correlation of distances, 1 - centred cosine
 * @param style the same of distances in the space of the four styles' standings
 */
public record LayerLikeness(
    int first,
    int second,
    double firstDepth,
    double secondDepth,
    Likeness cka,
    Likeness rsa,
    Likeness style)
    implements Serializable {
  /** Fewest prompts left when a topic is taken out. */
  private static final int LEAST_LEFT = 4;

  private static final int LEAST_TOPICS = 3;

  /**
   * One model's layer.
   *
   * @param layout of the prompts
   * @param standings Z of each prompt and style, (n, K)
   */
  public record Side(Layout layout, double[][] standings) {}

  /**
   * Compares two layers.
   *
   * @param prompts in the order of both layouts, (n)
   * @param permutations within category, for all three
   */
  public static LayerLikeness of(
      List<PromptKey> prompts, Side first, Side second, Permutations permutations) {
    Layout a = first.layout();
    Layout b = second.layout();
    return new LayerLikeness(
        a.layer(),
        b.layer(),
        a.depth(),
        b.depth(),
        Likeness.cka(prompts, a.gram(), b.gram(), permutations),
        rsa(prompts, a, b, permutations),
        finite(first.standings()) && finite(second.standings())
            ? Likeness.rsa(
                prompts, Rdm.style(first.standings()), Rdm.style(second.standings()), permutations)
            : Likeness.NONE);
  }

  private static Likeness rsa(
      List<PromptKey> prompts, Layout a, Layout b, Permutations permutations) {
    Rdm one = a.rdm();
    Rdm other = b.rdm();
    return one == null || other == null
        ? Likeness.NONE
        : Likeness.rsa(prompts, one, other, permutations);
  }

  private static boolean finite(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }

  /**
   * Which layers are alike beyond categories, at the exploratory rate over depths.
   *
   * @param which measure
   */
  public static boolean[] beyond(
      List<LayerLikeness> layers, Function<LayerLikeness, Likeness> which) {
    List<Likeness> all = layers.stream().map(which).toList();
    int[] present = IntStream.range(0, all.size()).filter(l -> all.get(l).present()).toArray();
    double[] adjusted =
        BenjaminiHochberg.adjusted(
            IntStream.of(present).mapToDouble(l -> all.get(l).p()).toArray());
    boolean[] out = new boolean[all.size()];
    for (int i = 0; i < present.length; i++) {
      out[present[i]] = adjusted[i] <= BenjaminiHochberg.RATE;
    }
    return out;
  }

  /** Whether prompts are enough: three topics, and four prompts without any one of them. */
  public static boolean enough(List<PromptKey> prompts) {
    List<String> topics = prompts.stream().map(key -> key.category() + "/" + key.topic()).toList();
    return topics.stream().distinct().count() >= LEAST_TOPICS
        && topics.stream()
            .distinct()
            .allMatch(topic -> topics.stream().filter(t -> !t.equals(topic)).count() >= LEAST_LEFT);
  }
}
