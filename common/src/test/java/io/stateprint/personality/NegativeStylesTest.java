package io.stateprint.personality;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.planted.PlantedWorld;
import io.stateprint.profile.PromptKey;
import io.stateprint.score.LayerScore;
import io.stateprint.validity.Check;
import io.stateprint.validity.Colour;
import io.stateprint.validity.Grade;
import io.stateprint.validity.ValidityTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From states to grades: a style that is there, and instructions that do nothing. */
class NegativeStylesTest {
  private static final int DRAWS = 200;

  @Test
  void aStyleThatIsThereIsNotCondemnedByItsNegativeControls() {
    for (int seed = 0; seed < 3; seed++) {
      Personality personality = personality(Trials.law(25, 1, 64), seed);
      for (StyleVerdict verdict : personality.verdicts()) {
        ValidityTest control = test(verdict, Check.V17);
        assertThat(control.colour()).isEqualTo(Colour.GREEN);
        assertThat(control.value()).isLessThan(0.05);
        assertThat(verdict.grade())
            .describedAs("%s of world %d: %s", verdict.headline().style(), seed, verdict.tests())
            .isNotEqualTo(Grade.X);
      }
    }
  }

  @Test
  void instructionsThatDoNothingDetectNothingAndAreGradedX() {
    PlantedWorld.Law nothing = Trials.law(25, 1, 32).rising(99, 0);
    for (StyleVerdict verdict : personality(nothing, 1).verdicts()) {
      assertThat(verdict.headline().percent().present()).isFalse();
      assertThat(verdict.grade()).isEqualTo(Grade.X);
      assertThat(test(verdict, Check.V1).colour()).isEqualTo(Colour.RED);
    }
    double mean =
        IntStream.range(0, 40)
            .parallel()
            .mapToDouble(seed -> detection(new PlantedWorld(nothing, seed)))
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(0.45, 0.55);
  }

  /** Mean AUC over styles on topics that the direction has not seen. */
  private static double detection(PlantedWorld world) {
    PlantedBank bank = new PlantedBank(world);
    LayerScore score =
        new LayerReader(BankPlan.of(bank.prompts(), 10, 1), 1)
            .read(bank.layer(4), 4, 0.6)
            .facts()
            .score();
    return score.styles().stream()
        .mapToDouble(style -> style.detection().value())
        .average()
        .orElseThrow();
  }

  private static Personality personality(PlantedWorld.Law law, long seed) {
    PlantedBank bank = new PlantedBank(new PlantedWorld(law, seed));
    BankPlan plan = BankPlan.of(bank.prompts(), DRAWS, seed);
    LayerReader reader = new LayerReader(plan, seed);
    List<LayerReading> readings =
        IntStream.of(4, 6).mapToObj(l -> reader.read(bank.layer(l), l, (l + 1) / 8.0)).toList();
    return Personality.of("last", plan, readings, texts(bank, seed), seed);
  }

  /** Lengths that have nothing to do with styles; no paraphrases. */
  private static BankTexts texts(PlantedBank bank, long seed) {
    Random random = new Random(seed);
    Map<String, Integer> lengths = new HashMap<>();
    for (PromptKey prompt : bank.prompts()) {
      lengths.put(prompt.id(), 10 + random.nextInt(40));
    }
    return new BankTexts(lengths, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static ValidityTest test(StyleVerdict verdict, Check check) {
    return verdict.tests().stream().filter(t -> t.check() == check).findFirst().orElseThrow();
  }
}
