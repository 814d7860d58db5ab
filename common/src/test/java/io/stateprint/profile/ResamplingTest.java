package io.stateprint.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.direction.HeldOut;
import io.stateprint.storage.ScratchRows;
import io.stateprint.trajectory.PromptCosines;
import io.stateprint.trajectory.StyleCosines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  private static final int FRAMES = 12;
  private static final int DRAWS = 11;

  @Test
  void numbersAreThoseOfTheGeneratorThatJavaDocuments() {
    for (long seed : new long[] {0, 1, -7, Long.MAX_VALUE}) {
      PlainRandom plain = new PlainRandom(seed);
      Random random = new Random(seed);
      for (int bound :
          new int[] {1, 2, 3, 64, 1000, 100_003, 1 << 30, (1 << 30) + 1, Integer.MAX_VALUE}) {
        for (int i = 0; i < 200; i++) {
          assertThat(plain.nextInt(bound)).isEqualTo(random.nextInt(bound));
        }
        plain.skip();
        random.nextInt();
      }
      for (int i = 0; i < 20_000; i++) {
        int bound = 1 + (random.nextInt() >>> 1 >>> i % 31);
        plain.skip();
        assertThat(plain.nextInt(bound)).isEqualTo(random.nextInt(bound));
      }
    }
  }

  @Test
  void everyWalkThroughTheDrawsGivesTheSame() {
    Resampling resampling = Resampling.of(clusters(700), scores(700, 1).anchors(), DRAWS, 5);
    Resampling.Draws one = resampling.draws();
    Resampling.Draws two = resampling.draws();
    for (int r = 0; r < DRAWS; r++) {
      double[] weights = new double[700];
      double[] again = new double[700];
      one.next(weights);
      two.next(again);

      assertThat(again).isEqualTo(weights);
      assertThat(Arrays.stream(weights).sum()).isCloseTo(3, within(1e-9));
    }
  }

  @Test
  void replicatesOfManyPromptsTogetherAreThoseOfOneAfterTheOther() {
    requireAlike(scores(1300, 2), true);
    // Some of these lie on disk.
    requireAlike(scores(4800, 2), true);
  }

  @Test
  void aPromptThatNoCosineCanBeMadeOfSpoilsOnlyTheDrawsThatHaveIt() {
    requireAlike(scores(40, 3, 17), false);
  }

  @Test
  void theFirstReplicatesAreTheSameHoweverManyFollow() {
    LayerScores scores = scores(50, 4);
    double[][][] few =
        new CosineReplicates(scores, Resampling.of(clusters(50), scores.anchors(), DRAWS, 9)).all();
    double[][][] many =
        new CosineReplicates(scores, Resampling.of(clusters(50), scores.anchors(), 300, 9)).all();
    for (int c = 0; c < few.length; c++) {
      for (int k = 0; k < 4; k++) {
        assertThat(Arrays.copyOf(many[c][k], DRAWS)).isEqualTo(few[c][k]);
      }
    }
  }

  /**
   * Sums over prompts, one after the other, are equal to the bit; the means of cosines, each made
   * by itself, but for rounding.
   */
  private static void requireAlike(LayerScores scores, boolean finite) {
    int size = scores.prompts().size();
    Resampling resampling = Resampling.of(clusters(size), scores.anchors(), DRAWS, 9);
    double[][][] all = new CosineReplicates(scores, resampling).all();
    Resampling.Draws draws = resampling.draws();
    Resampling.Draws again = resampling.draws();
    int numbers = 0;
    for (int r = 0; r < DRAWS; r++) {
      double[] prompts = new double[size];
      short[] times = new short[size];
      double[] frames = new double[FRAMES];
      draws.next(prompts);
      again.next(times, frames);
      double[][] expected = oneByOne(scores, resampling.clusters(), prompts, frames);
      double[][] summed = summed(scores, resampling, times, frames);
      for (int c = 0; c < expected.length; c++) {
        for (int k = 0; k < 4; k++) {
          assertThat(Double.compare(all[c][k][r], summed[c][k])).isZero();
          if (Double.isFinite(expected[c][k])) {
            assertThat(all[c][k][r]).isCloseTo(expected[c][k], within(1e-14));
            numbers++;
          } else {
            assertThat(all[c][k][r]).isNaN();
          }
        }
      }
    }
    assertThat(numbers).isBetween(1, DRAWS * 16);
    assertThat(numbers == DRAWS * 16).isEqualTo(finite);
  }

  /** With a frame; behind the frames stands the squared length. */
  private static double product(LayerScores scores, int prompt, int frame) {
    ScratchRows.Walk walk = scores.prompts().products();
    int at = walk.to(prompt);
    return walk.numbers()[at + frame];
  }

  /** Means in one draw from sums over its prompts, in the order of topics. */
  private static double[][] summed(
      LayerScores scores, Resampling resampling, short[] times, double[] frames) {
    int categories = resampling.clusters().categories().size();
    AnchorDraws anchors = new AnchorDraws(scores.anchors(), 1);
    anchors.put(0, frames);
    double[][] means = new double[categories + 1][4];
    for (int c = 0; c < categories; c++) {
      double[][] products = new double[FRAMES][1];
      double sum = 0;
      double total = 0;
      for (int i = resampling.firstMember(c); i < resampling.firstMember(c + 1); i++) {
        if (times[i] == 0) {
          continue;
        }
        int p = resampling.prompt(i);
        double mean = 0;
        for (int f = 0; f < FRAMES; f++) {
          mean += frames[f] * product(scores, p, f);
        }
        double square = product(scores, p, FRAMES);
        double y = times[i] / Math.sqrt(square - mean / 2 + anchors.squares()[0]);
        for (int f = 0; f < FRAMES; f++) {
          products[f][0] += y * product(scores, p, f);
        }
        sum += y;
        total += times[i];
      }
      means[c] = anchors.cosines(0, products, sum, total);
      for (int k = 0; k < 4; k++) {
        means[categories][k] += means[c][k] / categories;
      }
    }
    return means;
  }

  private static double[][] oneByOne(
      LayerScores scores, Clusters clusters, double[] prompts, double[] frames) {
    int[] style = scores.anchors().frameStyle();
    double[][] products = new double[4][4];
    for (int f = 0; f < FRAMES; f++) {
      for (int g = 0; g < FRAMES; g++) {
        products[style[f]][style[g]] += frames[f] * frames[g] * scores.anchors().gram()[f][g];
      }
    }
    double[] toMean = new double[4];
    double square = 0;
    for (int k = 0; k < 4; k++) {
      for (int j = 0; j < 4; j++) {
        toMean[k] += products[k][j] / 4;
      }
      square += toMean[k] / 4;
    }
    int categories = clusters.categories().size();
    double[][] sums = new double[categories + 1][4];
    for (int p = 0; p < prompts.length; p++) {
      if (prompts[p] == 0) {
        continue;
      }
      double[] dots = new double[4];
      for (int f = 0; f < FRAMES; f++) {
        dots[style[f]] += frames[f] * product(scores, p, f);
      }
      double mean = (dots[0] + dots[1] + dots[2] + dots[3]) / 4;
      double length = Math.sqrt(product(scores, p, FRAMES) - 2 * mean + square);
      for (int k = 0; k < 4; k++) {
        double own = Math.sqrt(products[k][k] - 2 * toMean[k] + square);
        double scale = (1 / length) * (1 / own);
        sums[clusters.categoryOf()[p]][k] +=
            prompts[p] * ((dots[k] - mean - toMean[k] + square) * scale);
      }
    }
    for (int c = 0; c < categories; c++) {
      for (int k = 0; k < 4; k++) {
        sums[categories][k] += sums[c][k] / categories;
      }
    }
    return sums;
  }

  /** Three categories in turns, three prompts a topic. */
  private static Clusters clusters(int prompts) {
    return Clusters.of(
        IntStream.range(0, prompts)
            .mapToObj(p -> new PromptKey("p" + p, "c" + p % 3, "t" + p / 9))
            .toList());
  }

  private static LayerScores scores(int prompts, long seed) {
    return scores(prompts, seed, -1);
  }

  /** One of the prompts may have no length. */
  private static LayerScores scores(int prompts, long seed, int without) {
    Random random = new Random(seed);
    double[][] frames = new double[FRAMES][20];
    for (double[] frame : frames) {
      Arrays.setAll(frame, d -> random.nextGaussian());
    }
    List<StyleCosines> all = new ArrayList<>();
    for (int p = 0; p < prompts; p++) {
      double[] state = random.doubles(20, -2, 2).toArray();
      double[] dots = Arrays.stream(frames).mapToDouble(frame -> dot(frame, state)).toArray();
      all.add(
          new StyleCosines(
              new double[4],
              new double[4],
              new double[4],
              dots,
              p == without ? Double.NaN : dot(state, state)));
    }
    double[][] gram =
        Arrays.stream(frames)
            .map(one -> Arrays.stream(frames).mapToDouble(two -> dot(one, two)).toArray())
            .toArray(double[][]::new);
    int[] style = IntStream.range(0, FRAMES).map(f -> f / 3).toArray();
    int[] sizes = IntStream.range(0, FRAMES).map(f -> 1 + f % 2).toArray();
    return new LayerScores(
        0,
        1,
        new LayerScores.AnchorGeometry(gram, style, sizes, new HeldOut[0], new double[0], 0, 0),
        0,
        PromptCosines.of(all));
  }

  private static double dot(double[] one, double[] two) {
    return IntStream.range(0, one.length).mapToDouble(d -> one[d] * two[d]).sum();
  }
}
