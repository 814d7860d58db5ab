package io.stateprint.validity;

import io.stateprint.direction.PairedDirections;
import io.stateprint.score.Headline;
import io.stateprint.score.StyleComparison;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which warnings hold. */
public final class Pitfalls {
  private static final double ALIKE = 0.5;
  private static final double TOP_SHARE = 0.1;
  private static final double FLOAT16 = 6e4;

  private Pitfalls() {}

  /**
   * Those of a layer's states and directions.
   *
   * @param anisotropy mean cosine of random pairs of neutral states
   * @param massive how many dimensions are massive
   * @param directions of the layer
   * @param states any of the layer, for their magnitude
   */
  public static Set<Pitfall> ofLayer(
      double anisotropy, int massive, PairedDirections directions, Collection<float[]> states) {
    Set<Pitfall> out = EnumSet.noneOf(Pitfall.class);
    if (anisotropy > ALIKE) {
      out.add(Pitfall.W01);
    }
    boolean dominated =
        java.util.Arrays.stream(directions.topShares()).anyMatch(share -> share > TOP_SHARE);
    if (massive > 0 || dominated) {
      out.add(Pitfall.W02);
    }
    if (directions.entangled()) {
      out.add(Pitfall.W07);
    }
    if (states.stream().anyMatch(Pitfalls::isNearTheEnd)) {
      out.add(Pitfall.W14);
    }
    return out;
  }

  private static boolean isNearTheEnd(float[] state) {
    for (float value : state) {
      if (!(Math.abs(value) <= FLOAT16)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Those of a headline and its checks. W27 always holds while instructions are in the context of
   * the pooled tokens; it goes where another wording detects as well, and an instruction that asks
   * for nothing does not.
   *
   * @param headline the number
   * @param tests that were run on it
   * @param within reliability within categories; NaN where it is not known
   * @param instructions what other instructions show
   */
  public static Set<Pitfall> ofHeadline(
      Headline headline, List<ValidityTest> tests, double within, Instructions instructions) {
    Set<Pitfall> out = EnumSet.of(Pitfall.W26);
    add(out, Pitfall.W16, headline.band().layers().isEmpty());
    add(out, Pitfall.W04, fails(tests, Check.V14));
    add(out, Pitfall.W05, fails(tests, Check.V3));
    add(out, Pitfall.W08, fails(tests, Check.V2));
    add(out, Pitfall.W21, fails(tests, Check.V13));
    add(out, Pitfall.W13, fails(tests, Check.V8));
    add(out, Pitfall.W19, within < 0.5);
    add(out, Pitfall.W27, !instructions.harmless());
    return out;
  }

  /**
   * How well other instructions detect; NaN where it is not known.
   *
   * @param wording least AUC over wordings that the direction has not seen
   * @param nonsense largest AUC of the instruction that asks for nothing
   */
  public record Instructions(double wording, double nonsense) {
    private static final double DETECTS = 0.75;

    private boolean harmless() {
      return wording >= DETECTS && !(nonsense >= DETECTS);
    }
  }

  /** Those of a comparison. */
  public static Set<Pitfall> ofComparison(StyleComparison comparison) {
    Set<Pitfall> out = EnumSet.of(Pitfall.W26);
    add(out, Pitfall.W09, comparison.amplitudesDiffer());
    add(out, Pitfall.W25, comparison.difference().present() && !comparison.relative().present());
    return out;
  }

  private static void add(Set<Pitfall> out, Pitfall pitfall, boolean holds) {
    if (holds) {
      out.add(pitfall);
    }
  }

  private static boolean fails(List<ValidityTest> tests, Check check) {
    return tests.stream()
        .anyMatch(
            t -> t.check() == check && (t.colour() == Colour.AMBER || t.colour() == Colour.RED));
  }
}
