package io.stateprint.portrait;

import io.stateprint.profile.Clusters;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.Resampling;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How far prompts' styles are ahead at one layer; of each prompt it keeps a bit.
 *
 * @param layer the block, 0-based
 * @param mean Z of the expected style less the highest other, mean over prompts with equal weights
 *     of categories; NaN where it cannot be measured
 * @param replicates the same in every draw, (R)
 * @param leads prompts whose own style leads here
 */
public record LayerMargins(int layer, double mean, double[] replicates, BitSet leads)
    implements Serializable {
  /**
   * Takes them.
   *
   * @param layer which one
   * @param centred its centred cosines, (K, P)
   * @param leading who leads at the last reliable layer
   * @param resampling draws of the prompts, the same at every layer
   */
  public static LayerMargins of(
      LayerEstimate layer, double[][] centred, Leading leading, Resampling resampling) {
    Standings standings = new Standings(layer.anchors().heldOut(), centred);
    Clusters clusters = resampling.clusters();
    double[] margins = new double[clusters.prompts()];
    BitSet leads = new BitSet(margins.length);
    for (int p = 0; p < margins.length; p++) {
      double[] own = standings.of(p);
      margins[p] = Standings.margin(own, leading.expected()[clusters.topicOf()[p]]);
      leads.set(p, Standings.margin(own, leading.own()[p]) >= 0);
    }
    boolean measured = Arrays.stream(margins).allMatch(Double::isFinite);
    return new LayerMargins(
        layer.layer(),
        measured ? clusters.mean(margins) : Double.NaN,
        measured ? resampling.means(margins) : new double[0],
        leads);
  }
}
