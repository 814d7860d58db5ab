package io.stateprint.jobs.report;

import io.stateprint.page.Curve;
import io.stateprint.page.PageAlign;
import io.stateprint.page.PageDrift;
import io.stateprint.page.PageSystems;
import io.stateprint.prompts.Style;
import io.stateprint.report.AlignSection;
import io.stateprint.report.SystemPromptSection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a page that few runs have: alignment, system prompts, drift. */
final class FurtherParts {
  private static final int LAYERS = 32;

  private FurtherParts() {}

  static PageAlign align() {
    return new PageAlign(
        List.of("base", "model-1.plain", "model-1"),
        12.3,
        0.001,
        "MODERATE",
        Arrays.stream(Style.values())
            .map(
                style ->
                    new PageAlign.OfStyle(
                        style.id(),
                        style.index() == 3 ? "X" : "B",
                        List.of(point(40), point(50), point(60)),
                        point(10),
                        point(10),
                        point(20),
                        style.index() == 2))
            .toList(),
        IntStream.range(0, LAYERS)
            .mapToObj(
                l -> new AlignSection.Shift(l, (l + 1.0) / LAYERS, 0.01 * l, 0.02 * l, Double.NaN))
            .toList());
  }

  static PageSystems systems(String model) {
    List<Integer> layers = IntStream.range(8, 28).boxed().toList();
    double[] rising = layers.stream().mapToDouble(layer -> layer / 2.0).toArray();
    double[] spread = layers.stream().mapToDouble(layer -> 1.5).toArray();
    return new PageSystems(
        model,
        20,
        8,
        List.of(new SystemPromptSection.Named("analyst", "You are an analyst.")),
        Arrays.stream(Style.values())
            .map(
                style ->
                    new PageSystems.OfStyle(
                        style.id(),
                        "B",
                        layers,
                        List.of(
                            new PageSystems.Found(
                                "analyst", rising, spread, point(14), 0.002, 0.11, 10, "DEEP"))))
            .toList());
  }

  /** Ten quiet runs and one that moved. */
  static List<PageDrift> drift(String model) {
    return IntStream.range(0, 11).mapToObj(night -> drift(model, night, night == 10)).toList();
  }

  private static PageDrift drift(String model, int night, boolean moved) {
    return new PageDrift(
        "night-%02d".formatted(night),
        model,
        "reference",
        "2026-02-%02dT03:00:00Z".formatted(night + 1),
        "last",
        17,
        0.56,
        moved ? 2e-3 : 1e-6 * (1 + night % 3),
        2e-6,
        moved ? 0.0004 : 0.4,
        1e-6,
        moved ? "L2" : "L1",
        640,
        moved ? 200 : 1,
        moved ? List.of(new PageDrift.Moved("ana-000", 20)) : List.of());
  }

  private static Curve.Point point(double value) {
    return new Curve.Point(value, value - 4, value + 4);
  }
}
