package io.stateprint.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.drift.DriftVerdict.Note;
import io.stateprint.evidence.TooFewException;
import io.stateprint.geometry.CentredStates;
import io.stateprint.storage.InputException;
import io.stateprint.validity.Colour;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Artefacts OLD = new Artefacts(Map.of("weights", "a", "template", "b"));
  private static final Replay SAME = new Replay(true, 0);
  private static final Replay OFF = new Replay(false, 1e-6);
  private static final Artefacts NEW = new Artefacts(Map.of("weights", "c", "template", "b"));

  @Test
  void theLadderIsClimbedStepByStep() {
    assertThat(verdict(OLD, false, 0).level()).isEqualTo(DriftLevel.SAME_ARTEFACTS);
    assertThat(verdict(NEW, false, 0).level()).isEqualTo(DriftLevel.NUMERICAL);
    assertThat(verdict(NEW, true, 0).level()).isEqualTo(DriftLevel.REPRESENTATION);
    assertThat(verdict(NEW, true, 20).level()).isEqualTo(DriftLevel.PERSONALITY);
    assertThat(DriftVerdict.of(OLD, OLD, OFF, run(false), null).level())
        .isEqualTo(DriftLevel.NUMERICAL);
    assertThat(verdict(NEW, false, 0).alarm()).isFalse();
    assertThat(verdict(NEW, true, 0).alarm()).isTrue();
    assertThat(verdict(NEW, true, 0).changedArtefacts()).containsExactly("weights");
  }

  @Test
  void notesSayWhatALevelHides() {
    assertThat(verdict(OLD, true, 0).notes()).containsExactly(Note.SAME_ARTEFACTS_MOVED);
    DriftVerdict equal =
        DriftVerdict.of(OLD, OLD, SAME, run(true), PersonalityDrift.of(exact(0, 1), 5));
    assertThat(equal.level()).isEqualTo(DriftLevel.SAME_ARTEFACTS);
    assertThat(equal.notes()).containsExactly(Note.REFERENCE_BEYOND_FLOOR);
    assertThat(verdict(NEW, false, 4.5).notes()).containsExactly(Note.PERSONALITY_UNDETERMINED);
    assertThat(verdict(NEW, false, 20).notes())
        .containsExactly(Note.PERSONALITY_WITHOUT_REPRESENTATION);
    assertThat(DriftVerdict.of(OLD, OLD, SAME, run(false), null).notes())
        .containsExactly(Note.PERSONALITY_NOT_MEASURED);
  }

  @Test
  void aDifferenceAtTheLeastOneThatMattersRaisesAlarmsAtItsLevel() {
    int alarms = 0;
    int equivalent = 0;
    for (int seed = 0; seed < 400; seed++) {
      PersonalityDrift drift = personality(5, 2, seed);
      alarms += drift.finding() == Finding.CHANGED ? 1 : 0;
      equivalent += drift.finding() == Finding.UNCHANGED ? 1 : 0;
    }

    assertThat(alarms / 400.0).isLessThanOrEqualTo(0.05);
    assertThat(equivalent / 400.0).isLessThanOrEqualTo(0.08);
  }

  @Test
  void plantedPointsAreFoundWithThePowerPrintedBeforehand() {
    double printed = PersonalityDrift.power(scores(0, 2, 1), 0, 12, 5);
    int found = 0;
    for (int seed = 0; seed < 400; seed++) {
      found += personality(12, 2, 1000 + seed).findings()[0] == Finding.CHANGED ? 1 : 0;
    }

    assertThat(found / 400.0).isCloseTo(printed, within(0.08));
  }

  @Test
  void asManyPromptsAsWereAskedForDecide() {
    PersonalityDrift before = PersonalityDrift.of(exact(1, 4), 5);
    assertThat(before.finding()).isEqualTo(Finding.UNDETERMINED);
    double factor = before.neededPrompts() / 40;

    int decided = 0;
    for (int seed = 0; seed < 300; seed++) {
      PersonalityDrift after = PersonalityDrift.of(scores(1, 4 / Math.sqrt(factor), seed), 5);
      decided += after.findings()[0] == Finding.UNCHANGED ? 1 : 0;
    }
    assertThat(decided / 300.0).isCloseTo(0.8, within(0.08));
  }

  @Test
  void replaysAreComparedToTheBit() {
    float[][] states = {{1, 2}, {3, 4}};
    float[][] near = {{1, 2}, {3, 4.00001f}};
    float[][] far = {{1, 2}, {3, 4.1f}};
    float[][] none = {{1, 2}, {3, Float.NaN}};

    assertThat(Replay.of(states, states).colour()).isEqualTo(Colour.GREEN);
    assertThat(Replay.of(states, near).colour()).isEqualTo(Colour.AMBER);
    assertThat(Replay.of(states, far).colour()).isEqualTo(Colour.RED);
    assertThat(Replay.of(states, none).colour()).isEqualTo(Colour.RED);
  }

  @Test
  void refusesReferencesThatAreTooSmall() {
    assertThatThrownBy(() -> reference(19, 12))
        .isInstanceOf(TooFewException.class)
        .hasMessage(
            "Cannot take a noise floor: 19 replicates of the reference, at least 20 are needed; add"
                + " 1 or more");
    assertThatThrownBy(() -> reference(20, 9))
        .isInstanceOf(TooFewException.class)
        .hasMessageContaining("9 key prompts, at least 10");
    assertThatThrownBy(() -> new PersonalityScores(new double[1], new double[1][500], 9, 5))
        .isInstanceOf(TooFewException.class);
    assertThatThrownBy(() -> new Artefacts(Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("manifest");
  }

  @Test
  void namesThePromptAndLayerOfAStateThatIsNotFinite() {
    LayerReference reference = reference(20, 12);
    LayerBaseline baseline = LayerBaseline.of(reference);
    float[][] states = new float[12][16];
    states[3][5] = Float.NaN;

    assertThatThrownBy(
            () ->
                LayerDrift.of(
                    reference,
                    baseline,
                    new LayerRun(7, reference.prompts(), states),
                    LabelDraws.of(12, 20, 9, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("prompt p3 at layer 7 holds NaN");
  }

  @Test
  void refusesRunsThatWereMadeOtherwise() {
    LayerReference reference = reference(20, 12);
    LayerBaseline baseline = LayerBaseline.of(reference);
    LabelDraws draws = LabelDraws.of(12, 20, 9, 1);
    float[][] states = reference.states()[0];
    List<String> prompts = reference.prompts();

    assertThatThrownBy(
            () -> LayerDrift.of(reference, baseline, new LayerRun(8, prompts, states), draws))
        .isInstanceOf(UnlikeRunsException.class)
        .hasMessageContaining("the reference has layer 7, the current run has 8");
    assertThatThrownBy(
            () ->
                LayerDrift.of(reference, baseline, new LayerRun(7, names(12, "q"), states), draws))
        .isInstanceOf(UnlikeRunsException.class)
        .hasMessageContaining("prompts [p0");
    assertThatThrownBy(
            () ->
                LayerDrift.of(
                    reference, baseline, new LayerRun(7, prompts, new float[12][15]), draws))
        .isInstanceOf(UnlikeRunsException.class)
        .hasMessageContaining("states of width 16, the current run has 15");
    assertThatThrownBy(
            () ->
                LayerDrift.of(
                    reference, baseline, new LayerRun(7, prompts, new float[11][16]), draws))
        .isInstanceOf(UnlikeRunsException.class)
        .hasMessageContaining("number of prompts of 12, the current run has 11");
  }

  private static DriftVerdict verdict(Artefacts current, boolean moved, double points) {
    return DriftVerdict.of(
        OLD,
        current,
        moved || current.equals(NEW) ? OFF : SAME,
        run(moved),
        PersonalityDrift.of(exact(points, 1), 5));
  }

  private static RunDrift run(boolean moved) {
    RunDrift.Test test = new RunDrift.Test(moved ? 9 : 1, moved ? 0.001 : 0.5, 2);
    double[] p = {test.p()};
    return new RunDrift(test, test, new int[] {0}, new double[] {0.1}, p, p, p, false, 0.01);
  }

  private static PersonalityDrift personality(double points, double spread, long seed) {
    return PersonalityDrift.of(scores(points, spread, seed), 5);
  }

  /** The first style differs by so many points, measured with error; the others do not differ. */
  private static PersonalityScores scores(double points, double spread, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] differences = new double[4];
    for (int k = 0; k < 4; k++) {
      differences[k] = (k == 0 ? points : 0) + spread * random.nextGaussian();
    }
    return around(differences, spread, random);
  }

  private static PersonalityScores exact(double points, double spread) {
    return around(new double[] {points, 0, 0, 0}, spread, new SplittableRandom(1));
  }

  private static PersonalityScores around(
      double[] differences, double spread, SplittableRandom random) {
    double[][] replicates = new double[4][1000];
    for (int k = 0; k < 4; k++) {
      for (int r = 0; r < 1000; r++) {
        replicates[k][r] = differences[k] + spread * random.nextGaussian();
      }
    }
    return new PersonalityScores(differences, replicates, 40, 36);
  }

  private static LayerReference reference(int replicates, int prompts) {
    SplittableRandom random = new SplittableRandom(1);
    float[][][] states = new float[replicates][prompts][16];
    for (float[][] replicate : states) {
      for (float[] state : replicate) {
        for (int d = 0; d < 16; d++) {
          state[d] = (float) random.nextGaussian();
        }
      }
    }
    return new LayerReference(
        7, 0.5, names(prompts, "p"), states, CentredStates.raw(16), Lab.axes());
  }

  private static List<String> names(int count, String letter) {
    return java.util.stream.IntStream.range(0, count).mapToObj(x -> letter + x).toList();
  }
}
