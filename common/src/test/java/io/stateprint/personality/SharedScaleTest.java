package io.stateprint.personality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.planted.PlantedWorld;
import io.stateprint.prompts.Style;
import io.stateprint.score.LayerScore;
import io.stateprint.score.StyleScore;
import io.stateprint.storage.InputException;
import org.junit.jupiter.api.Test;

/** Another model on the axes and between the extremes of a first one. */
class SharedScaleTest {
  private static final PlantedWorld.Law LAW = Trials.law(25, 1, 32);
  private final PlantedBank own = new PlantedBank(new PlantedWorld(LAW, 1));
  private final BankPlan plan = BankPlan.of(own.prompts(), 200, 1);

  @Test
  void aModelOnItsOwnScaleStandsWhereItStands() {
    LayerScore usual = new LayerReader(plan, 1).read(own.layer(4), 4, 0.6).facts().score();
    LayerScore shared = SharedScale.read(plan, own.layer(4), own.layer(4), 4, 0.6);

    for (Style style : Style.values()) {
      assertThat(shared.of(style).percent().value())
          .isCloseTo(usual.of(style).percent().value(), within(1e-9));
      assertThat(shared.of(style).overallDraws()).hasSameSizeAs(usual.of(style).overallDraws());
      for (int b = 0; b < 200; b++) {
        assertThat(shared.of(style).overallDraws()[b])
            .isCloseTo(usual.of(style).overallDraws()[b], within(1e-9));
      }
    }
  }

  @Test
  void pointsThatWerePlantedAreFoundOnTheFirstModelsScale() {
    PlantedBank moved = new PlantedBank(new PlantedWorld(LAW.moved(Style.EMPATHY, 20), 1));
    LayerScore shared = SharedScale.read(plan, own.layer(4), moved.layer(4), 4, 0.6);
    LayerScore usual = new LayerReader(plan, 1).read(own.layer(4), 4, 0.6).facts().score();

    for (Style style : Style.values()) {
      StyleScore other = shared.of(style);
      double planted = style == Style.EMPATHY ? 20 : 0;
      assertThat(other.percent().value() - usual.of(style).percent().value())
          .describedAs("%s", style)
          .isCloseTo(planted, within(1.5));
    }
  }

  @Test
  void refusesAModelOfAnotherWidth() {
    PlantedBank wide = new PlantedBank(new PlantedWorld(Trials.law(25, 1, 48), 1));

    assertThatThrownBy(() -> SharedScale.read(plan, own.layer(4), wide.layer(4), 4, 0.6))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has 48 components, 32 are expected");
  }
}
