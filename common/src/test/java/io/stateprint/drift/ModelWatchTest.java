package io.stateprint.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.drift.PersonalityWatch.StyleWatch;
import io.stateprint.prompts.Style;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** From the states of all runs to a verdict, where what happened is known. */
class ModelWatchTest {
  @Test
  void theSameStatesAreTheSameRun() {
    ModelWatch watch = WatchLaw.watch(0, 0, "old");

    assertThat(watch.verdict().level()).isEqualTo(DriftLevel.SAME_ARTEFACTS);
    assertThat(watch.replay().same()).isTrue();
    assertThat(Objects.requireNonNull(watch.again()).same()).isTrue();
    assertThat(watch.alarm()).isFalse();
  }

  @Test
  void roundingAloneIsNumerical() {
    ModelWatch watch = WatchLaw.watch(77, 0, "new");

    assertThat(watch.verdict().level()).isEqualTo(DriftLevel.NUMERICAL);
    assertThat(watch.verdict().changedArtefacts()).containsExactly("weights");
    assertThat(Objects.requireNonNull(personality(watch).drift()).finding())
        .isEqualTo(Finding.UNCHANGED);
  }

  @Test
  void aShiftOfAStyleIsFoundAtItsLayersInItsPoints() {
    ModelWatch watch = WatchLaw.watch(77, 8, "new");

    assertThat(watch.verdict().level()).isEqualTo(DriftLevel.PERSONALITY);
    assertThat(watch.run().firstDriftedLayer()).isEqualTo(2);
    PersonalityWatch found = personality(watch);
    PersonalityDrift drift = Objects.requireNonNull(found.drift());
    for (StyleWatch style : found.styles()) {
      boolean moved = style.style() == Style.EMPATHY;
      double layers = moved ? 8 * 2 / 3.0 : 0;
      assertThat(style.reference().value()).isCloseTo(WatchLaw.PERCENT, within(1.0));
      assertThat(drift.bounds().estimates()[style.judged()]).isCloseTo(layers, within(0.3));
      assertThat(style.floor().value()).isLessThan(0.1);
    }
    assertThat(drift.findings()[Style.EMPATHY.index()]).isEqualTo(Finding.CHANGED);
    assertThat(drift.findings()[Style.FORMALITY.index()]).isEqualTo(Finding.UNCHANGED);
    assertThat(watch.legacy().alarm()).isFalse();
  }

  private static PersonalityWatch personality(ModelWatch watch) {
    return Objects.requireNonNull(watch.personality());
  }
}
