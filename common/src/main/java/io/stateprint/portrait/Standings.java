package io.stateprint.portrait;

import io.stateprint.direction.HeldOut;

/**
 * How far prompts stand towards the styles at one layer, in standard deviations of unseen anchors.
 *
 * @param fixed fixed points of the styles, (K)
 * @param centred centred cosines, (K, P)
 */
record Standings(HeldOut[] fixed, double[][] centred) {
  /** Z of a prompt, (K). */
  double[] of(int prompt) {
    double[] out = new double[fixed.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = fixed[k].standing(centred[k][prompt]);
    }
    return out;
  }

  /** Z of a style less the highest other. */
  static double margin(double[] standings, int style) {
    return standings[style] - standings[largest(standings, style)];
  }

  /** The first style with the highest value among all but one. */
  static int largest(double[] values, int but) {
    int best = but == 0 ? 1 : 0;
    for (int k = 0; k < values.length; k++) {
      best = k != but && values[k] > values[best] ? k : best;
    }
    return best;
  }
}
