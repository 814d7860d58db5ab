package io.stateprint.personality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.direction.Calibration;
import io.stateprint.inference.Draws;
import io.stateprint.planted.PlantedWorld;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.CrossFit;
import io.stateprint.score.LayerGram;
import io.stateprint.score.LayerStates;
import io.stateprint.score.StyleGram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every draw is what the score of one set of weights is, its directions made from those. */
class DrawnReaderTest {
  private static final int LAYER = 4;
  private static final int DRAWS = 300;
  private static final int[] SOME = {0, 255, 256, 299};
  private static final long SEED = 7;
  private final PlantedBank planted = new PlantedBank(new PlantedWorld(Trials.law(9, 1, 16), 1));
  private final BankPlan plan = BankPlan.of(planted.prompts(), DRAWS, 1);

  @Test
  void systemPromptsAreScoredByTheDirectionsOfEachDraw() {
    List<String> ids =
        IntStream.range(0, 36).filter(i -> i % 3 == 0).mapToObj(plan.ids()::get).toList();
    LayerInput input = input(planted.withSystems(LAYER, new HashSet<>(ids)));
    FurtherReader reader = new FurtherReader(input, Style.CREATIVITY);
    float[][] drawn = new DrawnReader(reader, input, SEED).systems();

    assertThat(drawn).hasDimensions(3, DRAWS);
    for (int b : SOME) {
      double[] percents = new double[4];
      List<String> conditions = List.of("system:a", "system:b", "placebo:x", "placebo:y");
      for (int j = 0; j < 4; j++) {
        String condition = conditions.get(j);
        float[][] states = input.bank().states(SystemPrompts.role(condition), condition, ids);
        percents[j] = percent(reader.across(states, ids), ids, b);
      }
      double placebos = (percents[2] + percents[3]) / 2;
      assertThat((double) drawn[0][b]).isCloseTo(percents[0] - placebos, within(1e-4));
      assertThat((double) drawn[1][b]).isCloseTo(percents[1] - placebos, within(1e-4));
      float[][] plain = input.bank().states(SampledBank.PROMPT, SampledBank.DEFAULT, ids);
      assertThat((double) drawn[2][b])
          .isCloseTo(percent(reader.across(plain, ids), ids, b), within(1e-4));
    }
  }

  @Test
  void minimalPairsAreDrawnByTheirOwnTopicsAndScoredByTheDirectionsOfEachDraw() {
    LayerInput input = input(planted.framed(LAYER));
    FurtherReader reader = new FurtherReader(input, Style.EMPATHY);
    float[] drawn = new DrawnReader(reader, input, SEED).framings();
    List<SampledText> texts = input.bank().texts(FurtherReader.FRAMING);
    List<PromptKey> pairs = new ArrayList<>();
    for (int i = 0; i < texts.size(); i += 2) {
      assertThat(texts.get(i).id()).endsWith("-emotional");
      pairs.add(new PromptKey(texts.get(i).id(), texts.get(i).category(), texts.get(i).topic()));
    }
    Draws own = Draws.of(BankPlan.clusters(pairs).orElseThrow(), DRAWS, SEED);
    StyleGram gram =
        reader.own(FurtherReader.FRAMING, texts.stream().map(SampledText::id).toList());
    int[] unseen = new int[texts.size()];
    java.util.Arrays.fill(unseen, -1);

    assertThat(drawn).hasSize(DRAWS);
    for (int b : SOME) {
      CrossFit fit =
          CrossFit.of(
              gram, plan.estimator().folds(), unseen, plan.estimator().draws().weights()[b]);
      double moved = 0;
      double total = 0;
      for (int i = 0; i < pairs.size(); i++) {
        double weight = own.weights()[b][i];
        double range = range(fit, pairs, own.weights()[b], pairs.get(i).category());
        moved += weight * 100 * (fit.shift()[2 * i] - fit.shift()[2 * i + 1]) / range;
        total += weight;
      }
      assertThat((double) drawn[b]).isCloseTo(moved / total, within(1e-4));
    }
  }

  /** Mean range of both framings of the drawn pairs of a category. */
  private static double range(
      CrossFit fit, List<PromptKey> pairs, double[] weights, String category) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.get(i).category().equals(category)) {
        sum += weights[i] * (fit.range()[2 * i] + fit.range()[2 * i + 1]);
        total += 2 * weights[i];
      }
    }
    return sum / total;
  }

  private double percent(StyleGram gram, List<String> ids, int draw) {
    List<PromptKey> keys = plan.some(ids);
    double[] all = plan.estimator().draws().weights()[draw];
    double[] weights = IntStream.of(plan.rows(ids)).mapToDouble(p -> all[p]).toArray();
    CrossFit fit = CrossFit.of(gram, plan.estimator().folds(), plan.foldsOf(keys), all);
    double sum = 0;
    double total = 0;
    for (int r = 0; r < weights.length; r++) {
      double range = 0;
      double there = 0;
      for (int s = 0; s < weights.length; s++) {
        boolean same = keys.get(r).category().equals(keys.get(s).category());
        range += same ? weights[s] * fit.range()[s] : 0;
        there += same ? weights[s] : 0;
      }
      if (weights[r] > 0) {
        sum += weights[r] * 100 * fit.shift()[r] / (range / there);
        total += weights[r];
      }
    }
    return sum / total;
  }

  private LayerInput input(SampledBank bank) {
    LayerStates states = bank.paired(SampledBank.PROMPT, plan.ids(), LAYER, 0.6);
    List<SampledText> calm = bank.texts(SampledBank.CALIBRATION);
    float[][] neutral =
        bank.states(
            SampledBank.CALIBRATION,
            SampledBank.DEFAULT,
            calm.stream().map(SampledText::id).toList());
    Calibration calibration =
        Calibration.of(List.of(neutral), calm.stream().map(SampledText::topic).toList());
    return new LayerInput(
        plan, bank, states, LayerGram.of(states, calibration, neutral), calibration);
  }
}
