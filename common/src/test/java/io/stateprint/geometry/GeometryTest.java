package io.stateprint.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.evidence.TooFewException;
import io.stateprint.geometry.CategoryNull.Permutations;
import io.stateprint.profile.Interval;
import io.stateprint.profile.PromptKey;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeometryTest {
  private static final Permutations PERMUTATIONS = new Permutations(199, 1);

  @Test
  void unrelatedWideStatesLookAlikeToTheBiasedCkaOnly() {
    double[][] a = Gram.of(noise(100, 768, 1), Scaling.CENTRED);
    double[][] b = Gram.of(noise(100, 768, 2), Scaling.CENTRED);

    assertThat(Cka.biased(a, b)).isCloseTo(0.885, within(0.02));
    assertThat(Cka.debiased(a, b)).isCloseTo(0, within(0.05));
  }

  @Test
  void turningScalingAndMovingStatesChangesNothing() {
    float[][] states = noise(30, 6, 3);
    float[][] other = new float[30][6];
    for (int i = 0; i < 30; i++) {
      for (int d = 0; d < 6; d++) {
        other[i][d] = 5 - 3 * states[i][(d + 1) % 6];
      }
    }
    double[][] a = Gram.of(states, Scaling.CENTRED);
    double[][] b = Gram.of(other, Scaling.CENTRED);

    assertThat(Cka.debiased(a, b)).isCloseTo(1, within(1e-6));
  }

  @Test
  void likenessThatCategoriesAloneMakeIsNotSignificant() {
    int small = 0;
    for (int seed = 0; seed < 40; seed++) {
      double[][] a = Gram.of(byCategory(seed), Scaling.CENTRED);
      double[][] b = Gram.of(byCategory(1000 + seed), Scaling.CENTRED);
      Likeness likeness = Likeness.cka(prompts(40), a, b, PERMUTATIONS);
      assertThat(likeness.value()).isGreaterThan(0.3);
      assertThat(likeness.expected()).isCloseTo(likeness.value(), within(0.1));
      small += likeness.p() <= 0.05 ? 1 : 0;
    }

    assertThat(small).isLessThanOrEqualTo(6);
  }

  @Test
  void theJackknifeIntervalHoldsTheTruth() {
    int held = 0;
    double[][] truthA = Gram.of(pair(4000, 77)[0], Scaling.CENTRED);
    double[][] truthB = Gram.of(pair(4000, 77)[1], Scaling.CENTRED);
    double truth = Cka.debiased(truthA, truthB);
    for (int seed = 0; seed < 150; seed++) {
      float[][][] states = pair(60, seed);
      Likeness likeness =
          Likeness.cka(
              prompts(60),
              Gram.of(states[0], Scaling.CENTRED),
              Gram.of(states[1], Scaling.CENTRED),
              new Permutations(1, 1));
      held += likeness.interval().contains(truth) ? 1 : 0;
    }

    assertThat(held / 150.0).isBetween(0.88, 1.0);
  }

  @Test
  void whereStatesDoNotDifferNothingIsAlike() {
    float[][] same = new float[8][3];
    float[][] other = noise(8, 3, 5);
    Layout flat = Layout.of(0, 0.1, same, CentredStates.raw(3));
    double[][] unknown = new double[8][4];
    unknown[2][1] = Double.NaN;
    LayerLikeness found =
        LayerLikeness.of(
            prompts(8),
            new LayerLikeness.Side(flat, unknown),
            new LayerLikeness.Side(
                Layout.of(0, 0.1, other, CentredStates.around(other)), new double[8][4]),
            PERMUTATIONS);

    assertThat(flat.rdm()).isNull();
    assertThat(List.of(found.cka(), found.rsa(), found.style())).containsOnly(Likeness.NONE);
  }

  @Test
  void fewPromptsAreNotEnoughToCompareLayers() {
    assertThat(LayerLikeness.enough(List.of())).isFalse();
    assertThat(LayerLikeness.enough(topics("a", "b", "c"))).isFalse();
    assertThat(LayerLikeness.enough(topics("a", "a", "a", "a", "b", "b"))).isFalse();
    assertThat(LayerLikeness.enough(topics("a", "a", "b", "b", "c", "c"))).isTrue();
  }

  private static List<PromptKey> topics(String... topics) {
    return IntStream.range(0, topics.length)
        .mapToObj(p -> new PromptKey("p" + p, "c", topics[p]))
        .toList();
  }

  @Test
  void layersAreMatchedByRelativeDepth() {
    List<DepthMatch> matches =
        DepthMatch.of(new double[] {0.25, 0.5, 0.75, 1}, new double[] {0.1, 0.4, 0.6, 0.8, 0.9, 1});

    assertThat(matches).extracting(DepthMatch::first).containsExactly(0, 1, 2, 3);
    assertThat(matches).extracting(DepthMatch::second).containsExactly(0, 1, 3, 5);
    assertThat(matches.get(1).gap()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void twoTopicsGiveNoInterval() {
    List<PromptKey> prompts =
        IntStream.range(0, 12).mapToObj(p -> new PromptKey("p" + p, "a", "t" + p % 2)).toList();
    double[][] gram = Gram.of(noise(12, 5, 1), Scaling.CENTRED);

    assertThat(Likeness.cka(prompts, gram, gram, PERMUTATIONS).interval()).isEqualTo(Interval.NONE);
  }

  @Test
  void refusesFewPromptsOtherPromptsAndDepthsThatDoNotAscend() {
    assertThatThrownBy(() -> Gram.of(noise(3, 5, 1), Scaling.CENTRED))
        .isInstanceOf(TooFewException.class)
        .hasMessageContaining("3 prompts, at least 4");
    double[][] five = Gram.of(noise(5, 5, 1), Scaling.CENTRED);
    double[][] six = Gram.of(noise(6, 5, 1), Scaling.CENTRED);
    assertThatThrownBy(() -> Likeness.cka(prompts(5), five, six, PERMUTATIONS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("5 and 6");
    assertThatThrownBy(() -> DepthMatch.of(new double[] {0.5, 0.25}, new double[] {1}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("0.25");
  }

  @Test
  void equalStatesAreNoDistanceApartAndTheCentreHasNoAngle() {
    CentredStates scale = new CentredStates(new double[] {1, 1, 1}, new int[] {2});

    assertThat(scale.distance(new float[] {2, 3, 9}, new float[] {2, 3, -9})).isZero();
    assertThatThrownBy(() -> scale.distance(new float[] {1, 1, 5}, new float[] {2, 3, 4}))
        .hasMessageContaining("equals the centre");
    assertThatThrownBy(() -> scale.of(new float[2])).hasMessageContaining("2 components");
  }

  private static List<PromptKey> prompts(int count) {
    return IntStream.range(0, count)
        .mapToObj(p -> new PromptKey("p" + p, "c" + p % 4, "t" + p))
        .toList();
  }

  private static float[][] noise(int rows, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] out = new float[rows][width];
    for (float[] row : out) {
      for (int d = 0; d < width; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    return out;
  }

  /** Prompts of a category share a centre; nothing else is shared by two models. */
  private static float[][] byCategory(long seed) {
    float[][] centres = noise(4, 20, 9);
    float[][] out = noise(40, 20, seed);
    for (int p = 0; p < 40; p++) {
      for (int d = 0; d < 20; d++) {
        out[p][d] += 2 * centres[p % 4][d];
      }
    }
    return out;
  }

  /** Two models that see the same three things of a prompt, and noise. */
  private static float[][][] pair(int prompts, long seed) {
    float[][] shared = noise(prompts, 3, 10 * seed + 1);
    float[][] loadsA = noise(3, 12, 5);
    float[][] loadsB = noise(3, 9, 6);
    float[][] a = noise(prompts, 12, 10 * seed + 2);
    float[][] b = noise(prompts, 9, 10 * seed + 3);
    for (int p = 0; p < prompts; p++) {
      for (int f = 0; f < 3; f++) {
        for (int d = 0; d < 12; d++) {
          a[p][d] += shared[p][f] * loadsA[f][d];
        }
        for (int d = 0; d < 9; d++) {
          b[p][d] += shared[p][f] * loadsB[f][d];
        }
      }
    }
    return new float[][][] {a, b};
  }
}
