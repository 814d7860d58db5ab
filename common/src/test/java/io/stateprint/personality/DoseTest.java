package io.stateprint.personality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.planted.PlantedWorld;
import io.stateprint.prompts.Style;
import io.stateprint.validity.Agreement;
import io.stateprint.validity.Check;
import io.stateprint.validity.Colour;
import io.stateprint.validity.ValidityTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** V11 is asked of the headline: of each prompt's mean over the band, not of single layers. */
class DoseTest {
  private static final PlantedWorld.Law NOISY =
      Trials.law(25, 1, 32).with(new PlantedWorld.Noise(20, 0.3, 1.2, 2.2, 0.15));

  @Test
  void aDoseThatSingleLayersBlurIsMonotoneInTheMeanOverTheBand() {
    PlantedBank bank = new PlantedBank(new PlantedWorld(NOISY, 1));
    BankPlan plan = BankPlan.of(bank.prompts(), 50, 1);
    List<LayerReading> readings =
        IntStream.of(3, 4, 5, 6)
            .mapToObj(l -> new LayerReader(plan, 1).read(bank.dosedLayer(l), l, (l + 1) / 8.0))
            .toList();
    Personality personality =
        Personality.of(
            "last",
            plan,
            readings,
            new BankTexts(Map.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
            1);

    for (Style style : Style.values()) {
      StyleVerdict verdict = personality.of(style);
      ValidityTest found =
          verdict.tests().stream().filter(t -> t.check() == Check.V11).findFirst().orElseThrow();
      List<double[][]> doses =
          readings.stream().map(r -> r.facts().styles().get(style.index()).doses()).toList();

      assertThat(verdict.headline().band().layers()).containsExactly(3, 4, 5, 6);
      assertThat(found.value()).isCloseTo(Agreement.monotonicity(mean(doses)), within(1e-12));
      assertThat(doses).allSatisfy(one -> assertThat(Agreement.monotonicity(one)).isLessThan(0.8));
      assertThat(found.colour()).isEqualTo(Colour.GREEN);
    }
  }

  private static double[][] mean(List<double[][]> layers) {
    double[][] out = new double[layers.get(0).length][3];
    for (double[][] layer : layers) {
      for (int p = 0; p < out.length; p++) {
        for (int d = 0; d < 3; d++) {
          out[p][d] += layer[p][d] / layers.size();
        }
      }
    }
    return out;
  }
}
