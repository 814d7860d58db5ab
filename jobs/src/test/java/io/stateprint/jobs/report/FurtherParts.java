package io.stateprint.jobs.report;

import io.stateprint.page.Curve;
import io.stateprint.page.PageAlign;
import io.stateprint.page.PageDrift;
import io.stateprint.page.PageSeries;
import io.stateprint.page.PageSystems;
import io.stateprint.prompts.Style;
import io.stateprint.report.AlignSection;
import io.stateprint.report.SystemPromptSection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Parts of a page that few runs have: alignment, system prompts, drift. */
final class FurtherParts {
  private static final int LAYERS = 32;

  private FurtherParts() {}

  /** Of two instruct models of different depth, the second one moved farther. */
  static List<PageAlign> aligns() {
    return List.of(align("model-1", LAYERS, 1), align("model-2", 24, 3));
  }

  private static PageAlign align(String model, int layers, double times) {
    return new PageAlign(
        List.of("base-of-" + model, model + ".plain", model),
        12.3 * times,
        0.001,
        "MODERATE",
        Arrays.stream(Style.values())
            .map(
                style ->
                    new PageAlign.OfStyle(
                        style.id(),
                        style.index() == 3 ? "X" : "B",
                        List.of(point(40), point(50), point(60)),
                        point(10 * times),
                        point(10 * times),
                        point(20 * times),
                        style.index() == 2))
            .toList(),
        List.of(
            new PageAlign.Scaled(
                "empathy", point(40), point(45), point(5), point(52), point(12 * times))),
        IntStream.range(0, layers)
            .mapToObj(
                l ->
                    new AlignSection.Shift(
                        l, (l + 1.0) / layers, 0.01 * l * times, 0.02 * l * times, Double.NaN))
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

  /** The same nights as a series whose alarm is raised at the last but one, before any verdict. */
  static PageSeries series(String model) {
    return new PageSeries(
        "night-10",
        model,
        "reference",
        "last",
        20,
        "night-09",
        Map.of(),
        IntStream.range(0, 11)
            .mapToObj(
                night ->
                    new PageSeries.Look(
                        "night-%02d".formatted(night),
                        0.1 * night,
                        0.5 * night,
                        night < 9 ? -0.2 * night : night == 9 ? 1.5 : 6.25,
                        night == 1 ? "night-00" : ""))
            .toList());
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
        moved
            ? List.of(new PageDrift.Moved("ana-000", 20), new PageDrift.Moved("cre-001", 12))
            : List.of());
  }

  private static Curve.Point point(double value) {
    return new Curve.Point(value, value - 4, value + 4);
  }
}
