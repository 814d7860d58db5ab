package io.stateprint.comparison;

import io.stateprint.evidence.MaxT;
import io.stateprint.evidence.SignFlip;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * System prompts x styles measured together: one set of sign flips and of bootstrap draws serves
 * all of them, so that p values and intervals hold for the whole family (max-T).
 */
public final class SystemPromptFamily {
  private static final double LEVEL = 0.95;
  private static final double HALF = 0.5;

  private SystemPromptFamily() {}

  /**
   * A member of the family.
   *
   * @param prompt id of the system prompt
   * @param style which style
   * @param scores of it; all members have the same prompts
   * @param firstSampled whether the scores begin with the first layer that was sampled
   */
  public record Member(
      String prompt, Style style, SystemPromptScores scores, boolean firstSampled) {}

  /**
   * Measures all members, in their order.
   *
   * @param draws of sign flips and of the bootstrap; the same seed serves both
   */
  public static List<SystemPromptFinding> of(List<Member> members, SignFlip.Draws draws) {
    if (members.isEmpty()) {
      return List.of();
    }
    List<PromptKey> prompts = members.get(0).scores().prompts();
    List<double[][]> effects = members.stream().map(m -> m.scores().effects()).toList();
    SignFlip joint = SignFlip.of(beside(effects), SystemPromptEffect.topics(prompts), draws);
    List<SystemPromptEffect> alone =
        members.stream().map(m -> SystemPromptEffect.of(m.scores(), draws)).toList();
    MaxT bounds = bounds(members, alone, draws);
    List<SystemPromptFinding> out = new ArrayList<>();
    int column = 0;
    for (int m = 0; m < members.size(); m++) {
      Member member = members.get(m);
      SystemPromptEffect effect = alone.get(m);
      int[] layers = member.scores().layers();
      boolean bounded = !member.firstSampled() && effect.onset() == layers[0];
      out.add(
          new SystemPromptFinding(
              member.prompt(),
              member.style(),
              effect,
              least(effect.p(), 0, layers.length),
              least(joint.p(), column, column + layers.length),
              bounds.interval(m),
              placeboSpread(member.scores()),
              bounded,
              depth(
                  effect,
                  member.scores().placebos().length,
                  member.scores().depths()[0],
                  bounded)));
      column += layers.length;
    }
    return List.copyOf(out);
  }

  private static double placeboSpread(SystemPromptScores scores) {
    int from = SystemPromptEffect.plateauFrom(scores.depths());
    return Math.sqrt(
        StatUtils.variance(
            Arrays.stream(scores.placeboMeans()).mapToDouble(row -> mean(row, from)).toArray()));
  }

  private static double mean(double[] byLayer, int from) {
    return Arrays.stream(byLayer, from, byLayer.length).average().orElse(Double.NaN);
  }

  /**
   * Sign flips tell whether a text acts otherwise than placebos do on average, which any text may;
   * what it says is seen to act only where no placebo stands as far out.
   */
  private static SystemPromptDepth depth(
      SystemPromptEffect effect, int placebos, double first, boolean bounded) {
    SystemPromptDepth found = effect.depth();
    if (found == SystemPromptDepth.INEFFECTIVE || found == SystemPromptDepth.UNDETERMINED) {
      return found;
    }
    if (effect.placeboP() * (placebos + 1) > 1 + HALF) {
      return SystemPromptDepth.AS_PLACEBO;
    }
    boolean decides = found == SystemPromptDepth.DEEP || first <= SystemPromptEffect.DEEP_BY;
    return bounded && !decides ? SystemPromptDepth.UNDETERMINED : found;
  }

  /** All members' layers as columns of one table, (P, columns). */
  private static double[][] beside(List<double[][]> effects) {
    double[][] out = new double[effects.get(0).length][];
    Arrays.setAll(out, p -> effects.stream().flatMapToDouble(e -> Arrays.stream(e[p])).toArray());
    return out;
  }

  private static MaxT bounds(
      List<Member> members, List<SystemPromptEffect> alone, SignFlip.Draws draws) {
    TopicDraws topics =
        TopicDraws.of(members.get(0).scores().prompts(), draws.count(), draws.seed());
    double[][] replicates = new double[members.size()][];
    for (int m = 0; m < replicates.length; m++) {
      SystemPromptScores scores = members.get(m).scores();
      replicates[m] = scores.plateaus(SystemPromptEffect.plateauFrom(scores.depths()), topics);
    }
    int[] kept =
        IntStream.range(0, replicates[0].length)
            .filter(b -> Arrays.stream(replicates).allMatch(row -> Double.isFinite(row[b])))
            .toArray();
    return MaxT.of(
        alone.stream().mapToDouble(SystemPromptEffect::plateau).toArray(),
        Arrays.stream(replicates)
            .map(row -> IntStream.of(kept).mapToDouble(b -> row[b]).toArray())
            .toArray(double[][]::new),
        LEVEL,
        topics.freedom());
  }

  private static double least(double[] p, int from, int to) {
    return Arrays.stream(p, from, to).min().orElse(1);
  }
}
