package io.stateprint.drift;

import io.stateprint.evidence.SignFlip;
import java.util.Arrays;
import java.util.List;

/** How far states stand off along every axis at every layer, as a table, (n, L K). */
final class Moves {
  private static final SignFlip.Draws NONE = new SignFlip.Draws(0, 0);

  private Moves() {}

  /** Of the current run. */
  static double[][] of(List<LayerDrift> layers) {
    double[][] out = new double[layers.get(0).moved().length][];
    for (int x = 0; x < out.length; x++) {
      int prompt = x;
      out[x] = layers.stream().flatMapToDouble(l -> Arrays.stream(l.moved()[prompt])).toArray();
    }
    return out;
  }

  /** Of a run that takes each prompt's states from one replicate, (n). */
  static double[][] of(List<LayerBaseline> layers, int[] replicate) {
    double[][] out = new double[replicate.length][];
    for (int x = 0; x < out.length; x++) {
      int prompt = x;
      out[x] =
          layers.stream()
              .flatMapToDouble(l -> Arrays.stream(l.products().moved(replicate[prompt], prompt)))
              .toArray();
    }
    return out;
  }

  /** The largest t of each replicate beside the others, (R). */
  static double[] largest(List<LayerBaseline> layers) {
    double[] out = new double[layers.get(0).replicates()];
    for (int r = 0; r < out.length; r++) {
      int[] whole = new int[layers.get(0).prompts()];
      Arrays.fill(whole, r);
      out[r] = SignFlip.of(of(layers, whole), NONE).largest();
    }
    return out;
  }
}
