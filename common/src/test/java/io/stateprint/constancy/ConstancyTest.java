package io.stateprint.constancy;

import static io.stateprint.evidence.Golden.assertNear;
import static io.stateprint.evidence.Golden.cube;
import static io.stateprint.evidence.Golden.doubles;
import static io.stateprint.evidence.Golden.ints;
import static io.stateprint.evidence.Golden.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.evidence.Golden;
import io.stateprint.evidence.TooFewException;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.inference.Estimate;
import io.stateprint.profile.PromptKey;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConstancyTest {
  private static final JsonNode EXPECTED = Golden.of("constancy");

  @Test
  void stabilityAgreesWithNumPy() {
    Stability stability =
        Stability.of(table(EXPECTED.get("scores")), doubles(EXPECTED.get("depths")), draws());

    assertNear(stability.value(), EXPECTED.get("stability"));
    assertThat(stability.layers()).isEqualTo(4);
    assertThat(stability.interval().contains(stability.value())).isTrue();
  }

  @Test
  void tortuosityAgreesWithNumPy() {
    Tortuosity tortuosity = Tortuosity.of(cube(EXPECTED.get("standings")), draws());

    assertNear(tortuosity.byPrompt(), EXPECTED.get("tortuosity"));
    assertThat(tortuosity.interval().contains(tortuosity.value())).isTrue();
  }

  @Test
  void flexibilityAgreesWithNumPy() {
    Flexibility flexibility =
        Flexibility.of(doubles(EXPECTED.get("flexible")), ints(EXPECTED.get("category")), draws());

    assertNear(flexibility.between(), EXPECTED.get("between"));
    assertNear(flexibility.within(), EXPECTED.get("within"));
    assertNear(flexibility.value(), EXPECTED.get("flexibility"));
    assertThat(flexibility.interval().contains(flexibility.value())).isTrue();
  }

  @Test
  void mutualInformationAgreesWithSciPy() {
    StyleChoice choice =
        StyleChoice.of(ints(EXPECTED.get("category")), ints(EXPECTED.get("dominant")));

    assertNear(choice.information(), EXPECTED.get("information"));
    assertNear(choice.expected(), EXPECTED.get("expected"));
  }

  @Test
  void rigidityAgreesWithNumPy() {
    double[] strengths = doubles(EXPECTED.get("strengths"));
    assertNear(Rigidity.of(strengths), EXPECTED.get("rigidity"));
    List<Estimate> drawn = Rigidity.of(strengths, table(EXPECTED.get("strength_draws")), 20);
    for (int m = 0; m < strengths.length; m++) {
      assertNear(drawn.get(m).value(), EXPECTED.get("rigidity").get(m));
      assertNear(drawn.get(m).interval().low(), EXPECTED.get("rigidity_low").get(m));
      assertNear(drawn.get(m).error(), EXPECTED.get("rigidity_error").get(m));
    }
  }

  @Test
  void robustnessAgreesWithNumPy() {
    Robustness robustness =
        Robustness.of(
            doubles(EXPECTED.get("emotional")),
            doubles(EXPECTED.get("neutral")),
            Golden.prompts(8),
            2000,
            1);

    assertNear(robustness.moved(), EXPECTED.get("moved"));
    assertThat(robustness.interval().contains(robustness.moved())).isTrue();
  }

  @Test
  void theIntervalOfFlexibilityHoldsTheTruth() {
    SplittableRandom random = new SplittableRandom(4);
    int[] category = IntStream.range(0, 100).map(p -> p % 4).toArray();
    List<PromptKey> prompts =
        IntStream.range(0, 100).mapToObj(p -> new PromptKey("p", "c" + p % 4, "t" + p)).toList();
    double[] effects = {-3, -1, 1, 3};
    double between = 20.0 / 3;
    int held = 0;
    for (int trial = 0; trial < 200; trial++) {
      double[] scores =
          IntStream.range(0, 100)
              .mapToDouble(p -> effects[p % 4] + 5 * random.nextGaussian())
              .toArray();
      held +=
          Flexibility.of(scores, category, TopicDraws.of(prompts, 300, trial))
                  .interval()
                  .contains(between / (between + 25))
              ? 1
              : 0;
    }

    assertThat(held / 200.0).isBetween(0.88, 0.99);
  }

  @Test
  void stylesThatIgnoreTheCategoryHaveNoInformationBeyondChance() {
    SplittableRandom random = new SplittableRandom(7);
    double sum = 0;
    for (int trial = 0; trial < 400; trial++) {
      int[] category = IntStream.range(0, 40).map(p -> p % 4).toArray();
      int[] dominant = IntStream.range(0, 40).map(p -> random.nextInt(4)).toArray();
      sum += StyleChoice.of(category, dominant).beyondChance() / 400;
    }

    assertThat(sum).isCloseTo(0, within(0.01));
  }

  @Test
  void oneStyleForAllHasNoInformation() {
    StyleChoice choice = StyleChoice.of(new int[] {0, 0, 1, 1}, new int[] {2, 2, 2, 2});

    assertThat(choice.information()).isZero();
    assertThat(choice.beyondChance()).isZero();
  }

  @Test
  void aStraightPathHasTortuosityOne() {
    double[][][] straight = new double[5][18][4];
    for (int l = 0; l < 5; l++) {
      for (int p = 0; p < 18; p++) {
        straight[l][p][p % 4] = l;
      }
    }

    assertThat(Tortuosity.of(straight, draws()).value()).isCloseTo(1, within(1e-12));
    assertThat(Tortuosity.of(new double[5][18][4], draws()).value()).isEqualTo(1);
  }

  @Test
  void refusesTooFew() {
    assertThatThrownBy(() -> Stability.of(new double[2][18], new double[] {0.1, 0.9}, draws()))
        .isInstanceOf(TooFewException.class)
        .hasMessageContaining("0 sampled layers between 1/3 and 2/3");
    assertThatThrownBy(() -> Rigidity.of(new double[3]))
        .isInstanceOf(TooFewException.class)
        .hasMessageContaining("3 models in the panel, at least 4");
    assertThatThrownBy(() -> Robustness.of(new double[4], new double[4], Golden.prompts(4), 10, 1))
        .isInstanceOf(TooFewException.class)
        .hasMessageContaining("4 minimal pairs, at least 5");
    assertThatThrownBy(() -> Flexibility.of(new double[18], new int[18], draws()))
        .isInstanceOf(TooFewException.class)
        .hasMessageContaining("1 categories, at least 2");
  }

  private static TopicDraws draws() {
    int[] category = ints(EXPECTED.get("category"));
    List<PromptKey> prompts =
        IntStream.range(0, category.length)
            .mapToObj(p -> new PromptKey("p" + p, "c" + category[p], "t" + p))
            .toList();
    return TopicDraws.of(prompts, 1000, 1);
  }
}
