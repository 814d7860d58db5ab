package io.stateprint.report;

import java.util.List;

/** A curve in eight heights. */
final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int PLACES = 40;

  private Sparkline() {}

  /** From the curve's own lowest to its own highest; at most 40 places. */
  static String of(List<Double> curve) {
    double low = curve.stream().mapToDouble(d -> d).min().orElse(0);
    double high = curve.stream().mapToDouble(d -> d).max().orElse(1);
    return of(curve, low, high);
  }

  /** Between two values, those outside at the ends; a space where there is no number. */
  static String of(List<Double> curve, double low, double high) {
    StringBuilder out = new StringBuilder();
    int step = Math.max(1, (curve.size() + PLACES - 1) / PLACES);
    for (int i = 0; i < curve.size(); i += step) {
      double part = high > low ? (curve.get(i) - low) / (high - low) : 0.5;
      int height = (int) Math.max(0, Math.min(BARS.length() - 1, part * BARS.length()));
      out.append(Double.isNaN(part) ? ' ' : BARS.charAt(height));
    }
    return out.toString();
  }
}
