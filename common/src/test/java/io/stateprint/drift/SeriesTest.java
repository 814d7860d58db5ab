package io.stateprint.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.drift.SeriesPower.Plan;
import io.stateprint.evidence.TooFewException;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A look a day for two years, or a week for ten: 520. */
class SeriesTest {
  private static final int LOOKS = 520;
  private static final int SERIES = 10_000;
  private static final double ALPHA = 0.05;

  @Test
  void theMixtureWithAKnownReferenceKeepsItsPromise() {
    SplittableRandom random = new SplittableRandom(1);
    int alarms = 0;
    for (int s = 0; s < SERIES; s++) {
      alarms += EProcess.known(normal(random, LOOKS, 0)).alarm(ALPHA) >= 0 ? 1 : 0;
    }

    assertThat(alarms / (double) SERIES).isLessThanOrEqualTo(0.035);
  }

  @Test
  void theMixtureWithAnEstimatedReferenceKeepsItsPromise() {
    for (int references : new int[] {3, 8, 20}) {
      SeriesPower power = SeriesPower.of(new Plan(references, LOOKS, ALPHA), 0, SERIES, 2);

      assertThat(power.alarms()).isLessThanOrEqualTo(0.035);
    }
  }

  @Test
  void looksThatShareAnEstimatedReferenceBreakThePlainMixture() {
    SplittableRandom random = new SplittableRandom(3);
    int alarms = 0;
    for (int s = 0; s < 200; s++) {
      ReferenceRuns reference = new ReferenceRuns(normal(random, 20, 0));
      double[] z = Arrays.stream(normal(random, LOOKS, 0)).map(reference::standardised).toArray();
      alarms += EProcess.known(z).alarm(ALPHA) >= 0 ? 1 : 0;
    }

    assertThat(alarms / 200.0).isGreaterThan(0.3);
  }

  @Test
  void plantedShiftsAreFoundWithThePowerPrintedBeforehand() {
    Plan plan = new Plan(20, 104, ALPHA);
    for (double shift : new double[] {1, 2, 3}) {
      SeriesPower printed = SeriesPower.of(plan, shift, 1000, 4);
      SplittableRandom random = new SplittableRandom(5);
      int found = 0;
      for (int s = 0; s < 1000; s++) {
        ReferenceRuns reference = new ReferenceRuns(normal(random, 20, 0));
        found += EProcess.since(reference, normal(random, 104, -shift)).alarm(ALPHA) >= 0 ? 1 : 0;
      }

      assertThat(found / 1000.0).isCloseTo(printed.alarms(), within(0.05));
    }
  }

  @Test
  void singleLooksAreStandardNormal() {
    SplittableRandom random = new SplittableRandom(6);
    int beyond = 0;
    int looks = 20_000;
    for (int s = 0; s < looks; s++) {
      ReferenceRuns reference = new ReferenceRuns(normal(random, 5, 0));
      beyond += Math.abs(reference.standardised(random.nextGaussian())) > 1.96 ? 1 : 0;
    }

    assertThat(beyond / (double) looks).isCloseTo(0.05, within(0.006));
  }

  @Test
  void theCumulativeSumRunsAboutAsLongAsItsLimitSays() {
    SplittableRandom random = new SplittableRandom(7);
    double sum = 0;
    int series = 1500;
    for (int s = 0; s < series; s++) {
      ReferenceRuns reference = new ReferenceRuns(normal(random, 20, 0));
      int alarm = -1;
      for (int looks = 1000; alarm < 0; looks *= 4) {
        double[] z = reference.recursive(normal(new SplittableRandom(s), looks, 0));
        alarm = Cusum.of(z, Cusum.ALLOWANCE, Cusum.LIMIT).alarm();
      }
      sum += alarm + 1.0;
    }

    assertThat(sum / series).isCloseTo(361, within(35.0));
  }

  @Test
  void lasteningShiftsRaiseTheSumSoon() {
    SplittableRandom random = new SplittableRandom(8);
    double[] z = normal(random, 100, 2);

    assertThat(Cusum.of(z, Cusum.ALLOWANCE, Cusum.LIMIT).alarm()).isBetween(1, 12);
    assertThat(EProcess.known(z).alarm(ALPHA)).isBetween(0, 12);
  }

  @Test
  void refusesAReferenceWithoutSpread() {
    assertThatThrownBy(() -> new ReferenceRuns(new double[] {1, 2}))
        .isInstanceOf(TooFewException.class)
        .hasMessageContaining("2 runs of the reference, at least 3");
    assertThatThrownBy(() -> new ReferenceRuns(new double[] {4, 4, 4}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("all 3 runs of the reference score 4.0");
  }

  private static double[] normal(SplittableRandom random, int count, double shift) {
    double[] out = new double[count];
    Arrays.setAll(out, i -> shift + random.nextGaussian());
    return out;
  }
}
