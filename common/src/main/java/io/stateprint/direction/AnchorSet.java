package io.stateprint.direction;

import io.stateprint.prompts.Style;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The anchors of one layer, all four styles, of one width.
 *
 * @param anchors in no order that matters
 */
public record AnchorSet(List<AnchorState> anchors) {
  private static final double MASSIVE = 100;
  private static final double MASSIVE_MEDIANS = 1000;

  public AnchorSet {
    anchors =
        anchors.stream()
            .sorted(
                java.util.Comparator.comparing(AnchorState::style)
                    .thenComparing(AnchorState::frame)
                    .thenComparing(AnchorState::topic))
            .toList();
    for (Style style : Style.values()) {
      if (anchors.stream().noneMatch(anchor -> anchor.style() == style)) {
        throw new InputException(
            "Cannot make directions: no anchor stands for %s; all of %s are needed"
                .formatted(style.id(), Arrays.stream(Style.values()).map(Style::id).toList()));
      }
    }
    int width = anchors.get(0).state().length;
    if (anchors.stream().anyMatch(anchor -> anchor.state().length != width)) {
      throw new IllegalArgumentException("Anchors of several widths");
    }
  }

  /** D. */
  int width() {
    return anchors.get(0).state().length;
  }

  /** Anchors of a style. */
  int count(Style style) {
    return (int) anchors.stream().filter(anchor -> anchor.style() == style).count();
  }

  /** Topics, sorted; they are the folds. */
  List<String> topics() {
    return List.copyOf(
        anchors.stream().map(AnchorState::topic).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The means of the styles over some anchors, (K, D); each style must have one among them. */
  double[][] means(Predicate<AnchorState> which) {
    return Arrays.stream(Style.values())
        .map(
            style ->
                Vectors.mean(
                    anchors.stream()
                        .filter(anchor -> anchor.style() == style && which.test(anchor))
                        .map(AnchorState::state)
                        .toList()))
        .toArray(double[][]::new);
  }

  /** Whether every style has an anchor among some. */
  boolean covers(Predicate<AnchorState> which) {
    return Arrays.stream(Style.values())
        .allMatch(
            style ->
                anchors.stream().anyMatch(anchor -> anchor.style() == style && which.test(anchor)));
  }

  /** The frames of a style with their anchors, sorted by name. */
  Map<String, List<float[]>> frames(Style style) {
    Map<String, List<float[]>> frames = new TreeMap<>();
    anchors.stream()
        .filter(anchor -> anchor.style() == style)
        .forEach(
            anchor ->
                frames
                    .computeIfAbsent(anchor.frame(), key -> new java.util.ArrayList<>())
                    .add(anchor.state()));
    return frames;
  }

  /**
   * Massive dimensions: some value above 100, and above 1000 times the median of all magnitudes
   * (Sun et al. 2024, arXiv 2402.17762).
   */
  int[] massive() {
    float[] all = new float[anchors.size() * width()];
    float[] largest = new float[width()];
    int at = 0;
    for (AnchorState anchor : anchors) {
      for (int d = 0; d < width(); d++) {
        float magnitude = Math.abs(anchor.state()[d]);
        all[at++] = magnitude;
        largest[d] = Math.max(largest[d], magnitude);
      }
    }
    Arrays.sort(all);
    double median = (all[(all.length - 1) / 2] + (double) all[all.length / 2]) / 2;
    return java.util.stream.IntStream.range(0, width())
        .filter(d -> largest[d] > MASSIVE && largest[d] > MASSIVE_MEDIANS * median)
        .toArray();
  }
}
