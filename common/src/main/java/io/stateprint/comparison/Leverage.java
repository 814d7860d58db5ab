package io.stateprint.comparison;

import io.stateprint.evidence.TopicDraws;
import java.io.Serializable;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far system prompts move a style: mean over the prompts of |E| at the plateau, in percent of
 * what was left to 100.
 *
 * @param value NaN where nothing was left
 * @param replicates over draws of topics, (R)
 */
public record Leverage(double value, double[] replicates) implements Serializable {
  private static final double FULL = 100;

  /**
   * Measures it.
   *
   * @param systems scores of one style under each system prompt, of the same prompts and layers
   * @param draws of the prompts
   */
  public static Leverage of(List<SystemPromptScores> systems, TopicDraws draws) {
    List<Moved> moved = systems.stream().map(Moved::of).toList();
    ToDoubleFunction<int[]> mean =
        draw -> moved.stream().mapToDouble(one -> one.share(draw)).average().orElse(Double.NaN);
    int prompts = systems.get(0).prompts().size();
    boolean drawn = systems.stream().allMatch(one -> one.drawn().present());
    return new Leverage(
        mean.applyAsDouble(TopicDraws.observed(prompts)),
        drawn ? drawn(systems) : draws.replicates(mean));
  }

  /** In draws in which directions were made anew. */
  private static double[] drawn(List<SystemPromptScores> systems) {
    double[] out = new double[systems.get(0).drawn().effect()[0].length];
    for (SystemPromptScores one : systems) {
      int from = SystemPromptEffect.plateauFrom(one.depths());
      double[] effect = SystemPromptScores.mean(one.drawn().effect(), from);
      double[] baseline = SystemPromptScores.mean(one.drawn().baseline(), from);
      for (int b = 0; b < out.length; b++) {
        double left = FULL - baseline[b];
        double share = left > 0 ? FULL * Math.abs(effect[b]) / left : Double.NaN;
        out[b] += share / systems.size();
      }
    }
    return out;
  }

  /**
   * What one system prompt moves at the plateau.
   *
   * @param effect e of each prompt, (P)
   * @param baseline its score without, (P)
   */
  private record Moved(double[] effect, double[] baseline) {
    static Moved of(SystemPromptScores scores) {
      double[][] effects = scores.effects();
      int from = SystemPromptEffect.plateauFrom(scores.depths());
      double[] effect = new double[effects.length];
      double[] baseline = new double[effects.length];
      int layers = scores.layers().length - from;
      for (int p = 0; p < effect.length; p++) {
        for (int l = from; l < scores.layers().length; l++) {
          effect[p] += effects[p][l] / layers;
          baseline[p] += scores.baseline()[l][p] / layers;
        }
      }
      return new Moved(effect, baseline);
    }

    double share(int[] draw) {
      double left = FULL - TopicDraws.mean(baseline, draw);
      return left > 0 ? FULL * Math.abs(TopicDraws.mean(effect, draw)) / left : Double.NaN;
    }
  }
}
