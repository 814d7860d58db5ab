package io.stateprint.profile;

import java.util.ArrayList;
import java.util.List;

/** The warnings that this method can raise. */
public final class Warnings {
  private static final double ANISOTROPY = 0.5;
  private static final double TOP_SHARE = 0.1;

  private Warnings() {}

  /**
   * The codes that hold for a layer: W06 and W26 always, for anchors are topics and prompts a
   * sample.
   */
  public static List<String> of(LayerEstimate layer) {
    List<String> codes = new ArrayList<>();
    if (layer.anisotropy() > ANISOTROPY) {
      codes.add("W01");
    }
    if (layer.anchors().massive() > 0 || layer.anchors().topShare() > TOP_SHARE) {
      codes.add("W02");
    }
    codes.add("W06");
    codes.add("W26");
    return codes;
  }
}
