package io.stateprint.comparison;

import static io.stateprint.evidence.Golden.assertNear;
import static io.stateprint.evidence.Golden.cube;
import static io.stateprint.evidence.Golden.doubles;
import static io.stateprint.evidence.Golden.floats;
import static io.stateprint.evidence.Golden.ints;
import static io.stateprint.evidence.Golden.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.comparison.AlignmentEffect.Strength;
import io.stateprint.evidence.Golden;
import io.stateprint.evidence.SignFlip;
import io.stateprint.evidence.TooFewException;
import io.stateprint.geometry.CentredStates;
import io.stateprint.profile.PromptKey;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final JsonNode SYSTEM = Golden.of("comparison").get("system");
  private static final JsonNode ALIGNMENT = Golden.of("comparison").get("alignment");
  private static final SignFlip.Draws DRAWS = new SignFlip.Draws(4000, 1);

  @Test
  void theEffectOfASystemPromptAgreesWithNumPy() {
    SystemPromptEffect effect =
        SystemPromptEffect.of(
            new SystemPromptScores(
                ints(SYSTEM.get("layers")),
                doubles(SYSTEM.get("depths")),
                Arrays.stream(ints(SYSTEM.get("topic")))
                    .mapToObj(t -> new PromptKey("p", "c", "t" + t))
                    .toList(),
                table(SYSTEM.get("treated")),
                table(SYSTEM.get("baseline")),
                cube(SYSTEM.get("placebos"))),
            DRAWS);

    assertNear(effect.effect(), SYSTEM.get("effect"));
    assertNear(effect.statistic(), SYSTEM.get("t"));
    assertNear(effect.p(), SYSTEM.get("p"));
    assertNear(effect.placeboSpread(), SYSTEM.get("spread"));
    assertNear(effect.placeboP(), SYSTEM.get("placebo_p"));
    assertNear(effect.onset(), SYSTEM.get("onset"));
    assertNear(effect.centroid(), SYSTEM.get("centroid"));
    assertNear(effect.plateau(), SYSTEM.get("plateau"));
    assertNear(effect.leverage(), SYSTEM.get("leverage"));
    assertThat(effect.interval().contains(effect.plateau())).isTrue();
  }

  @Test
  void theEffectOfAlignmentAgreesWithNumPy() {
    AlignmentEffect effect =
        AlignmentEffect.of(
            new AlignmentScores(
                scores("base"),
                scores("plain"),
                scores("chat"),
                table(ALIGNMENT.get("differences")),
                8),
            DRAWS);

    assertPart(effect.total(), ALIGNMENT.get("total"));
    assertPart(effect.weights(), ALIGNMENT.get("weights"));
    assertPart(effect.template(), ALIGNMENT.get("template"));
    assertNear(effect.size(), ALIGNMENT.get("size"));
    assertNear(effect.p(), ALIGNMENT.get("p"));
    assertThat(effect.strength()).isEqualTo(Strength.STRONG);
    for (int k = 0; k < 4; k++) {
      if (ALIGNMENT.get("suppression").get(k).isNull()) {
        assertThat(effect.suppression()[k]).isNaN();
      } else {
        assertNear(effect.suppression()[k], ALIGNMENT.get("suppression").get(k));
      }
    }
  }

  @Test
  void axesAndStatesAgreeWithNumPy() {
    AxisCheck check =
        AxisCheck.of(
            doubles(ALIGNMENT.get("axis_base")), 0.9, doubles(ALIGNMENT.get("axis_instruct")), 0.8);
    CentredStates scale =
        new CentredStates(doubles(ALIGNMENT.get("centre")), ints(ALIGNMENT.get("massive")));

    assertNear(check.cosine(), ALIGNMENT.get("cosine"));
    assertNear(check.corrected(), ALIGNMENT.get("corrected"));
    assertThat(check.shared()).isTrue();
    assertNear(
        StateShift.of(
            floats(ALIGNMENT.get("base_states")),
            floats(ALIGNMENT.get("instruct_states")),
            scale,
            0.002),
        ALIGNMENT.get("shift"));
  }

  @Test
  void theDepthOfAPlantedSystemPromptIsFound() {
    assertThat(planted(0.2, 20, 1).depth()).isEqualTo(SystemPromptDepth.DEEP);
    assertThat(planted(0.7, 20, 2).depth()).isEqualTo(SystemPromptDepth.SHALLOW);
    assertThat(planted(0.52, 20, 3).depth()).isEqualTo(SystemPromptDepth.MIXED);
    assertThat(planted(0.2, 0, 4).depth()).isEqualTo(SystemPromptDepth.INEFFECTIVE);
    assertThat(planted(0.2, -20, 5).depth()).isEqualTo(SystemPromptDepth.DEEP);
  }

  @Test
  void aContextThatMovesEveryLayerAsPlacebosDoIsNoEffect() {
    int onsets = 0;
    for (int seed = 0; seed < 100; seed++) {
      onsets += planted(0.2, 0, 100 + seed).onset() >= 0 ? 1 : 0;
    }

    assertThat(onsets).isLessThanOrEqualTo(9);
  }

  @Test
  void noiseAloneHasNoSize() {
    int strong = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] differences = new double[30][4];
      double[] means = new double[4];
      for (double[] row : differences) {
        for (int k = 0; k < 4; k++) {
          row[k] = 20 * random.nextGaussian();
          means[k] += row[k] / 30;
        }
      }
      AlignmentScores.Scores base = around(new double[4], random);
      AlignmentScores.Scores chat = around(means, random);
      AlignmentEffect effect =
          AlignmentEffect.of(
              new AlignmentScores(base, base, chat, differences, 26),
              new SignFlip.Draws(199, seed));
      strong += effect.strength() == Strength.INDISTINGUISHABLE ? 0 : 1;
    }

    assertThat(strong / 200.0).isLessThanOrEqualTo(0.09);
  }

  @Test
  void axesThatMovedMustNotBeShared() {
    double[] one = {1, 0, 0};
    double[] other = {0.5, 1, 0};

    assertThat(AxisCheck.of(one, 0.9, other, 0.9).shared()).isFalse();
    assertThat(AxisCheck.of(one, 0, one, 0.9).shared()).isFalse();
    assertThatThrownBy(() -> AxisCheck.of(one, 1, new double[2], 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("3 wide, the instruct model 2");
  }

  @Test
  void refusesFewPlacebosAndOtherPrompts() {
    assertThatThrownBy(
            () ->
                new SystemPromptScores(
                    new int[2],
                    new double[2],
                    Golden.prompts(12),
                    new double[2][12],
                    new double[2][12],
                    new double[7][2][12]))
        .isInstanceOf(TooFewException.class)
        .hasMessageContaining("7 placebo system prompts, at least 8");
    assertThatThrownBy(
            () -> StateShift.of(new float[2][3], new float[2][4], CentredStates.raw(3), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("width 3");
  }

  /** 20 layers; from a depth on, the system prompt adds so many points. */
  private static SystemPromptEffect planted(double from, double points, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int layers = 20;
    int[] ids = new int[layers];
    double[] depths = new double[layers];
    double[][] baseline = new double[layers][40];
    double[][] treated = new double[layers][40];
    double[][][] placebos = new double[8][layers][40];
    for (int l = 0; l < layers; l++) {
      ids[l] = l;
      depths[l] = (l + 1.0) / layers;
      for (int p = 0; p < 40; p++) {
        baseline[l][p] = 50 + 10 * random.nextGaussian();
        double any = baseline[l][p] + 8;
        treated[l][p] = any + 3 * random.nextGaussian() + (depths[l] >= from ? points : 0);
        for (double[][] placebo : placebos) {
          placebo[l][p] = any + 3 * random.nextGaussian();
        }
      }
    }
    return SystemPromptEffect.of(
        new SystemPromptScores(ids, depths, Golden.prompts(40), treated, baseline, placebos),
        new SignFlip.Draws(499, seed));
  }

  private static AlignmentScores.Scores scores(String model) {
    return new AlignmentScores.Scores(
        doubles(ALIGNMENT.get("estimates").get(model)),
        table(ALIGNMENT.get("replicates").get(model)));
  }

  private static AlignmentScores.Scores around(double[] estimates, SplittableRandom random) {
    double[][] replicates = new double[4][200];
    for (int k = 0; k < 4; k++) {
      for (int r = 0; r < 200; r++) {
        replicates[k][r] = estimates[k] + 2.6 * random.nextGaussian();
      }
    }
    return new AlignmentScores.Scores(estimates, replicates);
  }

  private static void assertPart(AlignmentEffect.Part actual, JsonNode expected) {
    assertNear(actual.estimates(), expected.get("estimate"));
    assertNear(actual.spreads(), expected.get("se"));
    for (int k = 0; k < 4; k++) {
      assertNear(actual.intervals()[k].low(), expected.get("low").get(k));
    }
  }
}
