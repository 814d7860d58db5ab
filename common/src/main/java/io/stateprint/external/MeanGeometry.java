package io.stateprint.external;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Cosine between the mean states of two sets, layer by layer, from 0.
 *
 * @param cosines published
 * @param tolerance of each
 */
record MeanGeometry(double[] cosines, double tolerance) implements Expectation {
  MeanGeometry {
    cosines = cosines.clone();
  }

  @Override
  public List<StateSet> needs() {
    return List.of(StateSet.HARMFUL, StateSet.HARMLESS);
  }

  @Override
  public Phrase expected() {
    return Phrase.of(
        "means",
        words(Arrays.stream(cosines).boxed().toList()),
        cosines.length - 1,
        String.format(Locale.ROOT, "%.3f", tolerance));
  }

  @Override
  public Finding find(ExternalStates states) {
    List<Double> got = new ArrayList<>();
    boolean agrees = states.layers(StateSet.HARMFUL) >= cosines.length;
    for (int l = 0; l < Math.min(cosines.length, states.layers(StateSet.HARMFUL)); l++) {
      double cosine =
          cosine(mean(states.layer(StateSet.HARMFUL, l)), mean(states.layer(StateSet.HARMLESS, l)));
      got.add(cosine);
      agrees &= Math.abs(cosine - cosines[l]) <= tolerance;
    }
    return new Finding(Phrase.of("number", words(got)), agrees);
  }

  private static double[] mean(List<float[]> states) {
    double[] sum = new double[states.get(0).length];
    for (float[] state : states) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += state[d] / (double) states.size();
      }
    }
    return sum;
  }

  private static double cosine(double[] a, double[] b) {
    double dot = 0;
    double left = 0;
    double right = 0;
    for (int d = 0; d < a.length; d++) {
      dot += a[d] * b[d];
      left += a[d] * a[d];
      right += b[d] * b[d];
    }
    return dot / Math.sqrt(left * right);
  }

  private static String words(List<Double> values) {
    return String.join(
        " ", values.stream().map(v -> String.format(Locale.ROOT, "%.4f", v)).toList());
  }
}
