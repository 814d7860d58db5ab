package io.stateprint.score;

import io.stateprint.inference.Reasons;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.List;

/**
 * The layers that speak for a style: AUC 0.85 or more, reliability 0.8 or more, relative depth 0.25
 * to 0.9. It is chosen once, by how well directions work and never by where a model stands, and
 * stored: later runs of the model use it as it is.
 *
 * @param style which one
 * @param layers 0-based, ascending
 * @param why it is empty; empty where it is not
 */
public record ReliableBand(Style style, List<Integer> layers, String why) implements Serializable {
  private static final double FROM = 0.25;
  private static final double TO = 0.9;
  private static final double AUC = 0.85;
  private static final double RELIABILITY = 0.8;

  public ReliableBand {
    layers = List.copyOf(layers);
  }

  /** Chooses among the sampled layers of a model. */
  public static ReliableBand of(Style style, List<LayerScore> layers) {
    List<LayerScore> middle =
        layers.stream().filter(l -> l.depth() >= FROM && l.depth() <= TO).toList();
    List<Integer> chosen =
        middle.stream()
            .filter(l -> isReliable(l.of(style)))
            .map(LayerScore::layer)
            .sorted()
            .toList();
    return new ReliableBand(style, chosen, chosen.isEmpty() ? why(style, middle) : "");
  }

  /** Whether the direction of a style is reliable at a layer. */
  public static boolean isReliable(StyleScore score) {
    return score.detection().value() >= AUC && score.reliability() >= RELIABILITY;
  }

  private static String why(Style style, List<LayerScore> middle) {
    if (middle.isEmpty()) {
      return Reasons.of("band.outside", FROM, TO);
    }
    double auc = middle.stream().mapToDouble(l -> l.of(style).detection().value()).max().orElse(0);
    double rho = middle.stream().mapToDouble(l -> l.of(style).reliability()).max().orElse(0);
    return Reasons.of(
        "band.unreliable", Reasons.number(auc), Reasons.number(rho), AUC, RELIABILITY);
  }
}
