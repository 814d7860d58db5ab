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

  /** The massive dimensions of all anchors together. */
  int[] massive() {
    return MassiveDimensions.of(anchors.stream().map(AnchorState::state).toList());
  }
}
