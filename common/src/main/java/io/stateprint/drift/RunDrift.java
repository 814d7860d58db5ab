package io.stateprint.drift;

import io.stateprint.evidence.SignFlip;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Whether the current run's representation changed (L2): the largest paired t over layers and
 * styles by sign flips, and the largest energy statistic over layers, in units of its mean under
 * permutation, by permutation within prompts, each at alpha / 2. A run-wide nuisance, such as
 * another type, moves all prompts one way and would pass both, so each must also be above the
 * floor: what the statistic of one more replicate would stay below with probability 1 - alpha / 2.
 *
 * @param projections the first test
 * @param energy the second
 * @param layers true ids, ascending, (L)
 * @param distances mean over prompts, (L)
 * @param layerP smallest p of a layer's styles, adjusted for all layers and styles, (L)
 * @param styleP smallest p of a style's layers, adjusted likewise, (K)
 * @param moved share of the prompts beyond their floor, (L)
 * @param rounding whether no layer moved further than rounding takes it, which is no change however
 *     many prompts show it
 * @param alpha of both tests together
 */
public record RunDrift(
    Test projections,
    Test energy,
    int[] layers,
    double[] distances,
    double[] layerP,
    double[] styleP,
    double[] moved,
    boolean rounding,
    double alpha)
    implements Serializable {
  private static final double HALF = 0.5;

  /**
   * One of the two.
   *
   * @param statistic of the current run
   * @param p of it
   * @param floor of it, from the replicates
   */
  public record Test(double statistic, double p, double floor) implements Serializable {
    /** Whether it is significant and above the floor. */
    public boolean passes(double alpha) {
      return p <= alpha && statistic > floor;
    }
  }

  /**
   * Tests a run.
   *
   * @param layers all of them, of the same prompts
   * @param draws sign flips
   * @param alpha 0.01 by default
   */
  public static RunDrift of(List<LayerDrift> layers, SignFlip.Draws draws, double alpha) {
    SignFlip flips = SignFlip.of(Moves.of(layers), draws);
    double[] replicates = Moves.largest(layers.stream().map(LayerDrift::baseline).toList());
    int styles = layers.get(0).moved()[0].length;
    double[] layerP = new double[layers.size()];
    double[] styleP = new double[styles];
    Arrays.fill(layerP, 1);
    Arrays.fill(styleP, 1);
    for (int j = 0; j < flips.p().length; j++) {
      boolean rounding = layers.get(j / styles).rounding();
      layerP[j / styles] = rounding ? 1 : Math.min(layerP[j / styles], flips.p()[j]);
      styleP[j % styles] = Math.min(styleP[j % styles], flips.p()[j]);
    }
    return new RunDrift(
        new Test(flips.largest(), flips.smallestP(), RunFloor.of(replicates, alpha / 2)),
        energy(layers.stream().map(LayerDrift::energy).toList(), alpha / 2),
        layers.stream().mapToInt(LayerDrift::layer).toArray(),
        layers.stream().mapToDouble(LayerDrift::meanDistance).toArray(),
        layerP,
        styleP,
        layers.stream().mapToDouble(LayerDrift::movedShare).toArray(),
        layers.stream().allMatch(LayerDrift::rounding),
        alpha);
  }

  /** L2 or more. */
  public boolean changed() {
    return !rounding && (projections.passes(alpha / 2) || energy.passes(alpha / 2));
  }

  /** True id of the layer with the largest mean distance. */
  public int mostDriftedLayer() {
    int best = 0;
    for (int l = 1; l < layers.length; l++) {
      best = distances[l] > distances[best] ? l : best;
    }
    return layers[best];
  }

  /**
   * True id of the first layer that moved: along a style's axis, or with more than half of the
   * prompts; -1 where none did.
   */
  public int firstDriftedLayer() {
    boolean along = projections.passes(alpha / 2);
    for (int l = 0; changed() && l < layers.length; l++) {
      if ((along && layerP[l] <= alpha / 2) || moved[l] > HALF) {
        return layers[l];
      }
    }
    return -1;
  }

  /** Layers are put in units of the mean of all that the labels may give, the observed ones too. */
  static Test energy(List<EnergyShift> layers, double alpha) {
    double current = 0;
    double[] drawn = new double[layers.get(0).drawn().length];
    double[] replicates = new double[layers.get(0).replicates().length];
    for (EnergyShift layer : layers) {
      double sum = StatUtils.sum(layer.drawn()) + layer.current();
      double unit = sum <= 0 ? 1 : sum / (drawn.length + 1);
      current = Math.max(current, layer.current() / unit);
      raise(drawn, layer.drawn(), unit);
      raise(replicates, layer.replicates(), unit);
    }
    double observed = current;
    long reached = Arrays.stream(drawn).filter(value -> value >= observed).count();
    return new Test(current, (1.0 + reached) / (drawn.length + 1), RunFloor.of(replicates, alpha));
  }

  private static void raise(double[] largest, double[] values, double unit) {
    for (int i = 0; i < largest.length; i++) {
      largest[i] = Math.max(largest[i], values[i] / unit);
    }
  }
}
