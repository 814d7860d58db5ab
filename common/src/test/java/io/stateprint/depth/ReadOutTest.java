package io.stateprint.depth;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.inference.CategoryShuffles;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Draws;
import io.stateprint.profile.PromptKey;
import io.stateprint.score.Synthetic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadOutTest {
  private static final List<PromptKey> BANK = Synthetic.bank(12, 1);
  private static final Clusters CLUSTERS = Clusters.of(BANK);
  private static final CategoryShuffles SHUFFLES = CategoryShuffles.of(CLUSTERS, 99, 1);

  @Test
  void aSharpRiseIsFoundWithinALayer() {
    for (int seed = 0; seed < 20; seed++) {
      ReadOut actual = read(layers(32, 1, 13, 3, seed), seed);
      assertThat(actual.halfRise().why()).isEmpty();
      assertThat(actual.halfRise().value()).isBetween(12.0, 13.5);
      assertThat(actual.halfRise().interval().contains(12.5)).isTrue();
      assertThat(actual.shape()).isEqualTo(ReadOut.Shape.SHARP);
      assertThat(actual.step()).isBetween(12.0, 13.0);
      assertThat(requireNonNull(actual.commitment()).median()).isBetween(12.0, 14.0);
    }
  }

  @Test
  void coarseSamplingWidensTheInterval() {
    ReadOut fine = read(layers(32, 1, 13, 3, 1), 1);
    ReadOut coarse = read(layers(32, 8, 13, 3, 1), 1);
    assertThat(coarse.halfRise().interval().high() - coarse.halfRise().interval().low())
        .isGreaterThan(fine.halfRise().interval().high() - fine.halfRise().interval().low() + 6);
  }

  @Test
  void noiseAloneHasNoDecisionLayer() {
    int found = 0;
    for (int seed = 0; seed < 300; seed++) {
      found += read(layers(16, 1, 16, 0, seed), seed).halfRise().present() ? 1 : 0;
    }
    assertThat(found).isLessThanOrEqualTo(18);
  }

  @Test
  void saysWhyThereIsNone() {
    assertThat(read(layers(2, 1, 1, 3, 1), 1).halfRise().why())
        .isEqualTo("2 layers were sampled, 3 or more are needed");
    List<DepthLayer> weak =
        layers(8, 1, 4, 3, 1).stream()
            .map(l -> new DepthLayer(l.layer(), l.depth(), l.standings(), l.detection(), false))
            .toList();
    assertThat(read(weak, 1).halfRise().why())
        .isEqualTo("no layer after the first has reliable directions of all styles");
    assertThat(read(layers(16, 1, 16, 0, 2), 2).halfRise().why())
        .isEqualTo("no decision layer: the interval of the rise is not above 0");
  }

  @Test
  void categoriesThatCommitAtDifferentLayersFloat() {
    List<DepthLayer> layers = new ArrayList<>();
    for (DepthLayer layer : layers(32, 1, 8, 4, 3)) {
      double[][] z = layer.standings();
      for (int p = 0; p < z.length; p++) {
        if (CLUSTERS.category()[p] == 1 && layer.layer() < 12) {
          z[p] = new double[] {1, 0, 0, 0};
        }
      }
      layers.add(layer);
    }
    Commitment floats = requireNonNull(read(layers, 1).commitment());
    assertThat(floats.floating()).isTrue();
    assertThat(floats.p()).isLessThan(0.05);
    Commitment fixed = requireNonNull(read(layers(32, 1, 8, 4, 3), 1).commitment());
    assertThat(fixed.spread()).isLessThan(0.2);
  }

  @Test
  void theFloorIsTheNoiseOfTwoMeasurements() {
    Random random = new Random(1);
    double[] one = random.doubles(4000).toArray();
    double[] two = one.clone();
    for (int i = 0; i < one.length; i++) {
      one[i] += 0.3 * random.nextGaussian();
      two[i] += 0.3 * random.nextGaussian();
    }
    assertThat(ReadOut.floor(one, two)).isBetween(0.28, 0.32);
  }

  private static ReadOut read(List<DepthLayer> layers, long seed) {
    return ReadOut.of(layers, Draws.of(CLUSTERS, 200, seed), 0, SHUFFLES);
  }

  /** Every stride-th layer; from one layer on, prompts follow the style of their category. */
  private static List<DepthLayer> layers(
      int modelLayers, int stride, int from, double strength, long seed) {
    Random random = new Random(seed);
    List<DepthLayer> out = new ArrayList<>();
    for (int layer = 0; layer < modelLayers; layer += stride) {
      double[][] z = new double[BANK.size()][4];
      for (int p = 0; p < z.length; p++) {
        for (int k = 0; k < 4; k++) {
          boolean follows = layer >= from && CLUSTERS.category()[p] == k;
          z[p][k] = 0.7 * random.nextGaussian() + (follows ? strength : 0);
        }
      }
      double[] detection = {0.95, 0.95, 0.95, 0.95};
      out.add(new DepthLayer(layer, (layer + 1.0) / modelLayers, z, detection, true));
    }
    return out;
  }
}
