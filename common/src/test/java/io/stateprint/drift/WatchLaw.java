package io.stateprint.drift;

import io.stateprint.personality.SampledBank;
import io.stateprint.personality.SampledText;
import io.stateprint.prompts.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs of a model whose states follow a law, watched. */
public final class WatchLaw {
  /** Where every style of the reference stands. */
  static final double PERCENT = 40;

  private static final int WIDTH = 24;
  private static final int PROMPTS = 20;
  private static final int[] LAYERS = {1, 2, 3};
  private static final int MODEL_LAYERS = 6;
  private static final double RANGE = 10;
  private static final double NOISE = 1e-3;

  private WatchLaw() {}

  /**
   * Watches a run that is a look of its own series.
   *
   * @param noise seed of its rounding; 0 is that of the reference
   * @param points by which empathy is higher from layer 2 on
   * @param weights name of its weights; {@code old} is that of the reference
   */
  public static ModelWatch watch(long noise, double points, String weights) {
    return watch(new Run(noise, points, 2), new Artefacts(Map.of("weights", weights)));
  }

  private static ModelWatch watch(Run current, Artefacts artefacts) {
    List<String> ids = IntStream.range(0, PROMPTS).mapToObj(WatchLaw::id).toList();
    WatchPlan plan =
        new WatchPlan(
            ids.stream().sorted().toList(),
            20,
            List.of("now"),
            ids.stream().collect(Collectors.toSet()),
            true,
            400,
            1);
    List<LayerWatch> layers =
        Arrays.stream(LAYERS)
            .mapToObj(
                layer ->
                    LayerWatch.of(
                        new LayerStatesOfRuns(
                            layer,
                            (layer + 1.0) / MODEL_LAYERS,
                            new Run(0, 0, 0).bank(layer),
                            current.bank(layer),
                            IntStream.rangeClosed(1, 20)
                                .mapToObj(r -> new Run(r, 0, 0).bank(layer))
                                .toList(),
                            Optional.of(new Run(1, 0, 0).bank(layer)),
                            List.of(current.bank(layer))),
                        plan))
            .toList();
    return ModelWatch.of(
        layers,
        new ModelWatch.Sources("ref", new Artefacts(Map.of("weights", "old")), artefacts),
        plan);
  }

  private static String id(int prompt) {
    return "p%02d".formatted(prompt);
  }

  /**
   * A run of a model whose styles lie along the first dimensions.
   *
   * @param noise seed of its rounding
   * @param points by which empathy is higher
   * @param from layer on which it is
   */
  private record Run(long noise, double points, int from) {
    SampledBank bank(int layer) {
      SplittableRandom truth = new SplittableRandom(100 + layer);
      SplittableRandom rounding = new SplittableRandom(1000 * noise + layer);
      SampledBank bank = new SampledBank();
      for (int x = 0; x < PROMPTS; x++) {
        double[] base = new double[WIDTH];
        Arrays.setAll(base, d -> truth.nextGaussian());
        double[] leans = new double[4];
        Arrays.setAll(leans, k -> PERCENT + truth.nextGaussian());
        String category = "c" + x % 4;
        for (Style style : Style.values()) {
          int k = style.index();
          double high = (100 - leans[k]) / 100 * RANGE;
          double low = -leans[k] / 100 * RANGE;
          add(bank, x, category, "+" + style.id(), state(base, k, high, rounding));
          add(bank, x, category, "-" + style.id(), state(base, k, low, rounding));
        }
        double moved = layer >= from ? points / 100 * RANGE : 0;
        add(bank, x, category, "default", state(base, 0, moved, rounding));
      }
      for (int q = 0; q < 40; q++) {
        double[] base = new double[WIDTH];
        Arrays.setAll(base, d -> truth.nextGaussian());
        bank.add(
            new SampledText("q" + q, "calibration", "default", "neutral", "t" + q % 8, "en"),
            state(base, 0, 0, rounding));
      }
      return bank;
    }

    private static void add(
        SampledBank bank, int prompt, String category, String condition, float[] state) {
      bank.add(
          new SampledText(id(prompt), "prompt", condition, category, "t" + prompt, "en"), state);
    }

    private static float[] state(
        double[] base, int style, double along, SplittableRandom rounding) {
      float[] out = new float[WIDTH];
      for (int d = 0; d < WIDTH; d++) {
        double shift = d == style ? along : 0;
        out[d] = (float) (base[d] + shift + NOISE * rounding.nextGaussian());
      }
      return out;
    }
  }
}
