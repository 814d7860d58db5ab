package io.stateprint.jobs.report;

import io.stateprint.page.Curve;
import io.stateprint.page.HtmlPage;
import io.stateprint.page.PageChoice;
import io.stateprint.page.PageData;
import io.stateprint.page.PageMap;
import io.stateprint.page.PageModel;
import io.stateprint.page.PagePair;
import io.stateprint.page.PageRun;
import io.stateprint.prompts.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Pages that try a browser: one of 10 models x 900 prompts, whose tables go through the store and
 * whose computed parts have the size of real ones; and one whose names try to become program.
 *
 * <p>Arguments: a folder, in which large.html and evil.html are written.
 */
public final class LargePage {
  private static final int MODELS = 10;
  private static final int LAYERS = 32;
  private static final int PROMPTS = 900;
  private static final String EVIL = "\"'><img src=x onerror=\"window.hit=1\">Ж&amp;=1+1";
  private static final String EVIL_TEXT = "</script><img src=x onerror='window.hit=1'>\"' ";
  private static final SplittableRandom RANDOM = new SplittableRandom(1);

  private LargePage() {}

  /** Writes both. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    ManyTables tables = new ManyTables(folder.resolve("many").toString(), LAYERS, PROMPTS);
    for (int m = 0; m < MODELS; m++) {
      tables.write("large", "model-" + m, "");
      System.out.printf("model-%d written%n", m);
    }
    Files.writeString(folder.resolve("large.html"), HtmlPage.of(large(tables)));
    ManyTables evil = new ManyTables(folder.resolve("evil").toString(), LAYERS, 40);
    evil.write("<b>'\"", EVIL, EVIL_TEXT);
    evil.writeStates("<b>'\"", "half & <i>");
    PageRun run = ReportedRun.of(evil.store(), "<b>'\"");
    Files.writeString(
        folder.resolve("evil.html"),
        HtmlPage.of(data(run.with(PageRun.Found.nothing(), List.of()))));
    tables.stop();
  }

  private static PageData data(PageRun run) {
    return new PageData(
        "0.1.0",
        "2026-01-02T03:04:05Z",
        "file:/many",
        "en",
        List.of(run),
        List.of(),
        List.of(),
        List.of());
  }

  private static PageData large(ManyTables tables) {
    PageRun run = ReportedRun.of(tables.store(), "large").with(found(), List.of());
    int points = PageMaps.points(PageMaps.bytesLeft(data(run), MODELS), LAYERS);
    System.out.printf("%d points a map%n", points);
    PageData whole =
        data(run.with(run.models().stream().map(model -> mapped(model, points)).toList()));
    return new PageData(
        whole.version(),
        whole.made(),
        whole.store(),
        whole.language(),
        whole.runs(),
        FurtherParts.drift("model-0"),
        List.of(FurtherParts.series("model-0")),
        List.of());
  }

  private static PageModel mapped(PageModel model, int points) {
    double[][][] places = new double[LAYERS][points][2];
    for (double[][] layer : places) {
      for (double[] place : layer) {
        Arrays.setAll(place, axis -> RANDOM.nextGaussian());
      }
    }
    double[][] explained = new double[LAYERS][2];
    Arrays.stream(explained).forEach(both -> Arrays.fill(both, 0.25));
    return model.with(
        "last",
        PageMap.of(
            new PageMap.Points(
                IntStream.range(0, points).map(i -> i * PROMPTS / points).toArray(),
                new int[points],
                List.of("default")),
            IntStream.range(0, LAYERS).toArray(),
            places,
            explained));
  }

  private static PageRun.Found found() {
    List<PagePair> pairs = new ArrayList<>();
    for (int a = 0; a < MODELS; a++) {
      for (int b = a + 1; b < MODELS; b++) {
        pairs.add(pair("model-" + a, "model-" + b, pairs.size() < 3));
      }
    }
    return new PageRun.Found(
        "last",
        pairs,
        List.of(choice()),
        FurtherParts.aligns(),
        List.of(FurtherParts.systems("model-0")));
  }

  private static PagePair pair(String a, String b, boolean layouts) {
    return new PagePair(
        a,
        b,
        List.of("TEMPLATE", "TOKENIZER"),
        Arrays.stream(Style.values()).map(style -> style(style, a, b)).toList(),
        layouts
            ? IntStream.range(0, LAYERS)
                .mapToObj(
                    l ->
                        new PagePair.Alike(
                            l, l, (l + 1.0) / LAYERS, measure(), measure(), measure()))
                .toList()
            : List.of(),
        List.of("W10", "W26"));
  }

  private static PagePair.OfStyle style(Style style, String a, String b) {
    Map<String, Curve.Point> categories = new TreeMap<>();
    Arrays.stream(ManyTables.CATEGORIES).forEach(name -> categories.put(name, point(20)));
    String sentence = "%s: %s and %s are not distinguishable (+1.234 pts [-3.2; 5.1])";
    return new PagePair.OfStyle(
        style.id(),
        "ALIKE",
        "B",
        point(100),
        point(100),
        point(20),
        point(40),
        point(40),
        0.123,
        point(1),
        1.2,
        categories,
        List.of(),
        Map.of(
            "en", sentence.formatted(style.id(), a, b),
            "ru",
                "%s: %s и %s не различимы (+1.234 п.п. [-3.2; 5.1])".formatted(style.id(), a, b)));
  }

  private static PageChoice choice() {
    List<String> models = IntStream.range(0, MODELS).mapToObj("model-%d"::formatted).toList();
    return new PageChoice(
        "support",
        true,
        "",
        models.subList(0, 4),
        0.6,
        models.stream().map(m -> new PageChoice.Fitting(m, point(1), 0.1, point(0.2))).toList(),
        List.of(
            new PageChoice.Wished(
                "score",
                "technicality",
                "support",
                0,
                1,
                3,
                true,
                models.stream()
                    .map(m -> new PageChoice.Value(m, point(100), 0.5, "B", ""))
                    .toList())));
  }

  private static PagePair.Measure measure() {
    Curve.Point point = point(1);
    return new PagePair.Measure(point.e(), point.l(), point.h(), 0.1234, 0.01, true);
  }

  private static Curve.Point point(double wide) {
    double value = wide * RANDOM.nextDouble();
    return new Curve.Point(value, value - 0.06 * wide, value + 0.06 * wide);
  }
}
