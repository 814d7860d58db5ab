package io.stateprint.personality;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.planted.PlantedWorld;
import io.stateprint.prompts.Style;
import io.stateprint.traits.Ranking;
import io.stateprint.validity.Check;
import io.stateprint.validity.Colour;
import io.stateprint.validity.Grade;
import io.stateprint.validity.ValidityTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** V6 on four planted models: whether their ranking would hold with other prompts and words. */
class RankingTest {
  private static final PlantedWorld.Law LAW = Trials.law(8, 1, 24);

  @Test
  void modelsThatDifferAreRankedTheSameByOtherPromptsAndWords() {
    List<Personality> models =
        IntStream.range(0, 4)
            .mapToObj(m -> personality(LAW.moved(Style.EMPATHY, 12.0 * (m - 2)), m))
            .toList();

    assertThat(v6(models, 0).colour()).isEqualTo(Colour.GREEN);
    assertThat(v6(models, 0).value()).isGreaterThan(0.9);
    assertThat(v6(models.subList(0, 3), 0).colour()).isEqualTo(Colour.NOT_RUN);
    assertThat(v6(models.subList(0, 3), 0).why()).contains("3 models, 4 are needed");
  }

  /** By chance one ranking of 500 would be green: F(3, 93) is 5 or more. */
  @Test
  void modelsOfOneLawHaveNoRankingThatHolds() {
    List<Double> values = new ArrayList<>();
    for (int set = 0; set < 5; set++) {
      int first = 100 + 4 * set;
      List<Personality> models =
          IntStream.range(first, first + 4).mapToObj(seed -> personality(LAW, seed)).toList();
      List<Personality> checked = Ranking.checked(models);
      for (Style style : Style.values()) {
        ValidityTest test = v6(checked.get(0), style.index());
        values.add(test.value());
        boolean red = test.colour() == Colour.RED;
        assertThat(checked.get(0).of(style).grade() == Grade.X)
            .isEqualTo(red || models.get(0).of(style).grade() == Grade.X);
      }
    }

    assertThat(values).allMatch(value -> value < 0.8);
    assertThat(values.stream().mapToDouble(v -> v).average().orElseThrow()).isLessThan(0.5);
  }

  @Test
  void withoutParaphrasesNothingIsSaidOfTheRanking() {
    List<Personality> models =
        DoubleStream.of(0, 5, 10, 15)
            .mapToObj(points -> personality(LAW.moved(Style.EMPATHY, points), 1, false))
            .toList();

    assertThat(v6(models, 0).colour()).isEqualTo(Colour.NOT_RUN);
    assertThat(v6(models, 0).why()).contains("paraphrases under all conditions");
  }

  private static ValidityTest v6(List<Personality> models, int style) {
    return v6(Ranking.checked(models).get(0), style);
  }

  private static ValidityTest v6(Personality model, int style) {
    return model.verdicts().get(style).tests().stream()
        .filter(test -> test.check() == Check.V6)
        .findFirst()
        .orElseThrow();
  }

  private static Personality personality(PlantedWorld.Law law, long seed) {
    return personality(law, seed, true);
  }

  private static Personality personality(PlantedWorld.Law law, long seed, boolean reworded) {
    PlantedBank bank = new PlantedBank(new PlantedWorld(law, seed));
    BankPlan plan = BankPlan.of(bank.prompts(), 50, 1);
    List<LayerReading> readings =
        IntStream.of(4, 6)
            .mapToObj(
                l ->
                    new LayerReader(plan, 1)
                        .read(reworded ? bank.reworded(l) : bank.layer(l), l, (l + 1) / 8.0))
            .toList();
    List<String> paraphrases = reworded ? bank.paraphrases() : List.of();
    return Personality.of(
        "last",
        plan,
        readings,
        new BankTexts(Map.of(), paraphrases, List.of(), List.of(), List.of(), List.of()),
        1);
  }
}
