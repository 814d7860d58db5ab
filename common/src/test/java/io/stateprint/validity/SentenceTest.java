package io.stateprint.validity;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerScore;
import io.stateprint.score.ModelComparison;
import io.stateprint.score.ReliableBand;
import io.stateprint.score.ScoreEstimator;
import io.stateprint.score.StyleComparison;
import io.stateprint.score.Synthetic;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {
  private static final List<PromptKey> BANK = Synthetic.bank(10, 2);
  private static final ScoreEstimator ESTIMATOR = ScoreEstimator.of(BANK, 300, 1);

  private final List<StyleComparison> comparisons =
      compare(new double[] {0.8, 0.1, 0.5, 0.5}, new double[] {0.5, 0.6, 0.5, 0.05});

  @Test
  void saysWhoIsHigherWhereTheGatesAllow() {
    assertThat(Sentence.russian(comparisons.get(0), "A", "B", Grade.A).text())
        .matches(
            "A на \\d+% эмпатичнее B \\(P=\\d+\\.\\d против \\d+\\.\\d; \\+\\d+\\.\\d п\\.п\\. "
                + "\\[\\d+\\.\\d; \\d+\\.\\d]; g=\\d\\.\\d; CL=0\\.\\d\\d; надёжность A\\)");
    Sentence english = Sentence.english(comparisons.get(0), "A", "B", Grade.B);
    assertThat(english.said()).isTrue();
    assertThat(english.text())
        .matches(
            "A is \\d+% more empathic than B \\(P=\\d+\\.\\d against \\d+\\.\\d; \\+\\d+\\.\\d pts "
                + "\\[\\d+\\.\\d; \\d+\\.\\d]; g=\\d\\.\\d; CL=0\\.\\d\\d; grade B\\)");
  }

  @Test
  void namesTheHigherModelFirst() {
    Sentence sentence =
        Sentence.english(
            compare(new double[] {0.5, 0.6, 0.5, 0.4}, new double[] {0.8, 0.5, 0.5, 0.5}).get(0),
            "A",
            "B",
            Grade.A);
    assertThat(sentence.text()).startsWith("B is ").contains(" more empathic than A (P=");
  }

  @Test
  void saysWhyWhereAGateIsShut() {
    assertThat(Sentence.english(comparisons.get(1), "A", "B", Grade.A).text())
        .startsWith("technicality: B is above A by +")
        .endsWith("; relative difference undefined (W25)");
    assertThat(Sentence.russian(comparisons.get(2), "A", "B", Grade.A).text())
        .startsWith("креативность: ")
        .contains(" не различимы (");
    assertThat(Sentence.english(comparisons.get(0), "A", "B", Grade.X))
        .isEqualTo(new Sentence(false, "empathy: do not trust, a check failed (grade X)"));
  }

  @Test
  void saysWhyWhereAModelHasNoScore() {
    List<LayerScore> weak = layers(new double[] {0.5, 0.5, 0.5, 0.5}, 0, 2);
    List<Headline> none =
        Arrays.stream(Style.values())
            .map(style -> Headline.of(ReliableBand.of(style, weak), weak))
            .toList();
    StyleComparison comparison =
        ModelComparison.of(new ModelComparison.Pair(none, none), ESTIMATOR.draws()).get(3);
    Sentence sentence = Sentence.english(comparison, "A", "B", Grade.B);
    assertThat(sentence.said()).isFalse();
    assertThat(sentence.text()).startsWith("formality: no score (no layer is reliable");
    assertThat(Sentence.russian(comparison, "A", "B", Grade.B).text())
        .startsWith("формальность: нет оценки (надёжных слоёв нет: наибольшая AUC 0,")
        .doesNotContainPattern("[a-z]{4}");
    assertThat(
            Pitfalls.ofHeadline(none.get(0), List.of(), 0.9, new Pitfalls.Instructions(0.9, 0.6)))
        .containsExactly(Pitfall.W16, Pitfall.W26);
    assertThat(
            Pitfalls.ofHeadline(none.get(0), List.of(), 0.9, new Pitfalls.Instructions(0.9, 0.97)))
        .contains(Pitfall.W27);
  }

  @Test
  void warningsFollowTheComparison() {
    assertThat(Pitfalls.ofComparison(comparisons.get(3).swapped())).contains(Pitfall.W26);
    assertThat(Pitfalls.ofComparison(comparisons.get(0))).containsExactly(Pitfall.W26);
    assertThat(Pitfalls.ofComparison(comparisons.get(1).swapped())).contains(Pitfall.W25);
  }

  private static List<StyleComparison> compare(double[] one, double[] other) {
    return ModelComparison.of(
        new ModelComparison.Pair(headlines(layers(one, 12, 2)), headlines(layers(other, 12, 3))),
        ESTIMATOR.draws());
  }

  private static List<LayerScore> layers(double[] lean, double strength, long seed) {
    return List.of(ESTIMATOR.score(new Synthetic(BANK, 32, strength, lean, seed).gram()));
  }

  private static List<Headline> headlines(List<LayerScore> layers) {
    return Arrays.stream(Style.values())
        .map(style -> Headline.of(ReliableBand.of(style, layers), layers))
        .toList();
  }
}
