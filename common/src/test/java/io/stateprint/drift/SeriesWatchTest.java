package io.stateprint.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.drift.SeriesWatch.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesWatchTest {
  private static final Seen FIRST = new Seen("first", 0.3, "a");

  @Test
  void aRunThatRepeatsStatesToTheBitIsNoEvidence() {
    List<Seen> same = new ArrayList<>();
    for (int t = 0; t < 500; t++) {
      same.add(new Seen("look" + t, 0.3, t % 2 == 0 ? "a" : "b"));
    }
    SeriesWatch watch = SeriesWatch.of(normal(1, 20, 0), FIRST, same, 1);

    assertThat(watch.raised()).isFalse();
    assertThat(watch.looks().get(0).same()).isEqualTo("first");
    assertThat(watch.looks().get(1).same()).isEmpty();
    assertThat(watch.looks().get(3).same()).isEqualTo("look1");
    assertThat(watch.looks().get(499).evidence()).isEqualTo(watch.looks().get(1).evidence());
  }

  @Test
  void lastingShiftsRaiseTheAlarmAsPrinted() {
    int found = 0;
    double printed = 0;
    for (int seed = 0; seed < 100; seed++) {
      SeriesWatch watch =
          SeriesWatch.of(normal(seed, 20, 0), FIRST, looks(normal(900 + seed, 52, 2)), 1);
      found += watch.raised() ? 1 : 0;
      printed = watch.power().get(2).alarms();
    }
    assertThat(found / 100.0).isCloseTo(printed, within(0.08));
  }

  @Test
  void aReferenceWithoutSpreadCannotBeWatched() {
    SeriesWatch watch = SeriesWatch.of(new double[20], FIRST, looks(normal(1, 3, 0)), 1);

    assertThat(watch.why()).contains("all 20 runs of the reference score 0.0");
    assertThat(watch.raised()).isFalse();
    assertThat(watch.looks()).hasSize(3);
  }

  @Test
  void replicatesScoreAsFurtherRunsDo() {
    double replicates = 0;
    double further = 0;
    for (int seed = 0; seed < 60; seed++) {
      Lab lab = new Lab(new int[] {3, 5}, seed, 0);
      List<LayerReference> reference = lab.reference();
      SplittableRandom random = new SplittableRandom(400 + seed);
      float[][][] run = lab.run(random);
      double[][] own = new double[2][];
      double[] ratios = new double[2];
      for (int l = 0; l < 2; l++) {
        NoiseFloor floor = NoiseFloor.of(reference.get(l));
        own[l] = RunScores.ofReplicates(floor);
        LayerRun one = new LayerRun(reference.get(l).layer(), Lab.prompts(), run[l]);
        ratios[l] = RunScores.ofRuns(reference.get(l), floor, List.of(one))[0];
      }
      replicates +=
          IntStream.range(0, Lab.REPLICATES)
                  .mapToDouble(r -> RunScores.score(new double[] {own[0][r], own[1][r]}))
                  .average()
                  .orElseThrow()
              / 60;
      further += RunScores.score(ratios) / 60;
    }
    assertThat(further).isCloseTo(replicates, within(0.04));
  }

  @Test
  void layersWithoutAFloorSayNothing() {
    assertThat(RunScores.score(new double[] {Double.NaN, Math.E})).isCloseTo(1, within(1e-12));
    assertThat(RunScores.score(new double[] {Double.NaN})).isNaN();
  }

  private static double[] normal(long seed, int count, double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] out = new double[count];
    Arrays.setAll(out, i -> shift + random.nextGaussian());
    return out;
  }

  private static List<Seen> looks(double[] scores) {
    return IntStream.range(0, scores.length)
        .mapToObj(t -> new Seen("look" + t, scores[t], "state" + t))
        .toList();
  }
}
