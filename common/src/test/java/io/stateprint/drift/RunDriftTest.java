package io.stateprint.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.evidence.SignFlip;
import io.stateprint.geometry.CentredStates;
import io.stateprint.validity.Colour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Alarms over seeds. */
class RunDriftTest {
  private static final int[] LAYERS = {16, 20, 24};
  private static final SignFlip.Draws DRAWS = new SignFlip.Draws(399, 1);
  private static final double ALPHA = 0.01;

  @Test
  void conformalPValuesAreUniform() {
    double[] levels = {1 / 21.0, 2 / 21.0, 5 / 21.0, 10 / 21.0};
    double[] own = new double[levels.length];
    double[] pooled = new double[levels.length];
    int cells = 0;
    int moved = 0;
    for (int seed = 0; seed < 150; seed++) {
      Lab lab = new Lab(new int[] {3}, seed, 0);
      List<LayerReference> reference = lab.reference();
      float[][][] run = lab.run(new SplittableRandom(90_000 + seed));
      for (PromptDrift row : lab.drift(reference, Lab.baselines(reference), run).get(0).prompts()) {
        cells++;
        moved += row.moved() ? 1 : 0;
        for (int i = 0; i < levels.length; i++) {
          own[i] += row.p() <= levels[i] + 1e-9 ? 1 : 0;
          pooled[i] += row.pooledP() <= levels[i] + 1e-9 ? 1 : 0;
        }
      }
    }

    for (int i = 0; i < levels.length; i++) {
      assertThat(own[i] / cells).isCloseTo(levels[i], within(0.035));
      assertThat(pooled[i] / cells).isCloseTo(levels[i], within(0.035));
    }
    assertThat(moved / (double) cells).isLessThan(0.01);
  }

  @Test
  void runsWithoutAChangeRaiseAlarmsAtAlpha() {
    int alarms = 0;
    int either = 0;
    int runs = 400;
    for (int seed = 0; seed < runs; seed++) {
      RunDrift drift = quiet(new Lab(LAYERS, seed, 0));
      alarms += drift.changed() ? 1 : 0;
      either += drift.projections().p() <= ALPHA / 2 || drift.energy().p() <= ALPHA / 2 ? 1 : 0;
    }

    assertThat(either / (double) runs).isLessThanOrEqualTo(ALPHA + 0.02);
    assertThat(alarms).isLessThanOrEqualTo(either);
  }

  @Test
  void aNuisanceThatMovesWholeRunsRaisesFewAlarmsBecauseReplicatesMoveToo() {
    int alarms = 0;
    int bySigns = 0;
    int runs = 100;
    for (int seed = 0; seed < runs; seed++) {
      RunDrift drift = quiet(new Lab(LAYERS, seed, 1.5));
      alarms += drift.changed() ? 1 : 0;
      bySigns += drift.projections().p() <= ALPHA / 2 ? 1 : 0;
    }

    assertThat(bySigns).isGreaterThan(40);
    assertThat(alarms).isLessThanOrEqualTo(15);
  }

  @Test
  void plantedShiftsAreFoundWithThePowerPrintedBeforehand() {
    double printed = 0;
    double bySigns = 0;
    double found = 0;
    int references = 30;
    int runs = 8;
    for (int seed = 0; seed < references; seed++) {
      Lab lab = new Lab(LAYERS, 500 + seed, 0);
      List<LayerReference> reference = lab.reference();
      List<LayerBaseline> baselines = Lab.baselines(reference);
      SelfTest test = SelfTest.of(baselines, new SelfTest.Plan(DRAWS, 100, ALPHA));
      assertThat(test.colour()).isNotEqualTo(Colour.RED);
      printed += test.planted().get(2).power() / references;
      SplittableRandom random = new SplittableRandom(7000 + seed);
      for (int i = 0; i < runs; i++) {
        float[][][] run = lab.run(random);
        for (int l = 0; l < LAYERS.length; l++) {
          double along = (i < 4 ? 2 : -2) * baselines.get(l).floorAlong(i % 4);
          Lab.shift(run[l], Lab.axes()[i % 4], along);
        }
        RunDrift drift = RunDrift.of(lab.drift(reference, baselines, run), DRAWS, ALPHA);
        bySigns += drift.projections().passes(ALPHA / 2) ? 1.0 / references / runs : 0;
        found += drift.changed() ? 1.0 / references / runs : 0;
      }
    }

    assertThat(bySigns).isCloseTo(printed, within(0.1));
    assertThat(found).isGreaterThanOrEqualTo(printed - 0.1);
  }

  @Test
  void theMostDriftedLayerIsNamedByItsTrueId() {
    Lab lab = new Lab(LAYERS, 1, 0);
    List<LayerReference> reference = lab.reference();
    float[][][] run = lab.run(new SplittableRandom(2));
    Lab.shift(run[1], Lab.axes()[2], 0.4);
    RunDrift drift = RunDrift.of(lab.drift(reference, Lab.baselines(reference), run), DRAWS, ALPHA);

    assertThat(drift.changed()).isTrue();
    assertThat(drift.mostDriftedLayer()).isEqualTo(20);
    assertThat(drift.firstDriftedLayer()).isEqualTo(20);
  }

  @Test
  void scatteredChangesThatNoAxisSeesAreFoundByEnergy() {
    int byEnergy = 0;
    for (int seed = 0; seed < 20; seed++) {
      Lab lab = new Lab(LAYERS, seed, 0);
      List<LayerReference> reference = lab.reference();
      SplittableRandom random = new SplittableRandom(300 + seed);
      float[][][] run = lab.run(random);
      for (float[][] layer : run) {
        for (float[] state : layer) {
          for (int d = 0; d < Lab.WIDTH; d++) {
            state[d] += (float) (0.08 * random.nextGaussian());
          }
        }
      }
      RunDrift drift =
          RunDrift.of(lab.drift(reference, Lab.baselines(reference), run), DRAWS, ALPHA);
      byEnergy += drift.energy().passes(ALPHA / 2) ? 1 : 0;
    }

    assertThat(byEnergy).isGreaterThanOrEqualTo(18);
  }

  @Test
  void theArticlesRuleStaysSilentWhereTheTestDoesNot() {
    Lab lab = new Lab(LAYERS, 1, 0);
    List<LayerReference> reference = lab.reference();
    List<LayerBaseline> baselines = Lab.baselines(reference);
    SelfTest test = SelfTest.of(baselines, new SelfTest.Plan(DRAWS, 0, ALPHA));
    float[][][] run = lab.run(new SplittableRandom(2));
    for (int l = 0; l < LAYERS.length; l++) {
      Lab.shift(run[l], Lab.axes()[0], 8 * baselines.get(l).floorAlong(0));
    }
    List<LayerDrift> drift = lab.drift(reference, baselines, run);

    assertThat(RunDrift.of(drift, DRAWS, ALPHA).changed()).isTrue();
    assertThat(LegacyRule.of(drift).alarm()).isFalse();
    assertThat(test.legacyFalseAlarms()).isZero();
    assertThat(test.planted()).allMatch(row -> row.legacyPower() == 0);
  }

  @Test
  void theSameStatesAgainAreNoDrift() {
    Lab lab = new Lab(LAYERS, 1, 0);
    List<LayerReference> reference = lab.reference();
    float[][][] again = new float[LAYERS.length][][];
    for (int l = 0; l < LAYERS.length; l++) {
      again[l] = reference.get(l).states()[0];
    }

    assertThat(
            RunDrift.of(lab.drift(reference, Lab.baselines(reference), again), DRAWS, ALPHA)
                .changed())
        .isFalse();
  }

  @Test
  void replicatesThatAreEqualToTheBitMakeAnyDistanceDrift() {
    Lab lab = new Lab(LAYERS, 1, 0);
    float[][][] run = lab.run(new SplittableRandom(2));
    List<LayerReference> reference = new ArrayList<>();
    for (int l = 0; l < LAYERS.length; l++) {
      float[][][] replicates = new float[20][][];
      Arrays.fill(replicates, run[l]);
      reference.add(
          new LayerReference(
              LAYERS[l], 1, Lab.prompts(), replicates, CentredStates.raw(Lab.WIDTH), Lab.axes()));
    }
    List<LayerBaseline> baselines = Lab.baselines(reference);

    List<LayerDrift> same = lab.drift(reference, baselines, run);
    assertThat(RunDrift.of(same, DRAWS, ALPHA).changed()).isFalse();
    assertThat(same.get(0).prompts()).noneMatch(PromptDrift::moved);
    assertThat(same.get(0).prompts()).allMatch(row -> row.p() == 1);

    float[][][] shifted = lab.run(new SplittableRandom(2));
    Lab.shift(shifted[1], Lab.axes()[3], 1e-3);
    List<LayerDrift> other = lab.drift(reference, baselines, shifted);
    RunDrift drift = RunDrift.of(other, DRAWS, ALPHA);
    assertThat(drift.changed()).isTrue();
    assertThat(drift.mostDriftedLayer()).isEqualTo(20);
    assertThat(other.get(1).prompts()).allMatch(PromptDrift::moved);
    assertThat(drift.styleP()[3]).isEqualTo(Arrays.stream(drift.layerP()).min().orElseThrow());
  }

  private static RunDrift quiet(Lab lab) {
    List<LayerReference> reference = lab.reference();
    float[][][] run = lab.run(new SplittableRandom(50_000 + lab.seed()));
    return RunDrift.of(lab.drift(reference, Lab.baselines(reference), run), DRAWS, ALPHA);
  }
}
