package io.stateprint.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.external.ExternalResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Published numbers against states in which they were planted, or were not. */
class ExternalChecksTest {
  private static final ExternalChecks CHECKS = ExternalChecks.published();
  private static final KnownModel GPT2 = new KnownModel("gpt2", "gpt2", 12, 768, 50257);
  private static final KnownModel MISTRAL =
      new KnownModel("mistral-7b", "mistral", 32, 4096, 32000);
  private static final KnownModel GEMMA =
      new KnownModel("google/gemma-3-270m-it", "gemma3_text", 18, 640, 262144);
  private static final double[] HERETIC = {
    1, 1, .9999, .9999, .9987, .9998, .9998, .9990, .9992, .9974, .9977, .9904, .9867, .9921, .9846,
    .9686, .9782
  };

  @Test
  void knowsEveryPublishedCheck() {
    assertThat(CHECKS.ids())
        .containsExactly(
            IntStream.rangeClosed(1, 14).mapToObj(n -> "E" + n).toArray(String[]::new));
  }

  @Test
  void recognisesAModelByItsNumbersAndWhereTheyDoNotSufficeByItsName() {
    KnownModel base = new KnownModel("gemma-3-270m", "gemma3_text", 18, 640, 262144);
    KnownModel chat = new KnownModel("Llama-2-7b-chat-hf", "llama", 32, 4096, 32000);

    assertThat(ids(GPT2)).containsExactly("E1", "E2", "E10", "E12", "E14");
    assertThat(ids(GEMMA)).containsExactly("E7", "E10", "E12", "E14");
    assertThat(ids(base)).containsExactly("E10", "E12", "E14");
    assertThat(ids(chat)).containsExactly("E3", "E4", "E10", "E11", "E12", "E14");
    assertThat(CHECKS.needs(GPT2)).containsExactly(StateSet.WORDS);
    assertThat(CHECKS.needs(GEMMA)).containsExactly(StateSet.HARMFUL, StateSet.HARMLESS);
  }

  @Test
  void whatCannotBeRunNeverPasses() {
    List<ExternalResult> results = CHECKS.run(GPT2, new ExternalStates(Map.of()));

    assertThat(results).hasSize(5).allMatch(r -> r.verdict() == Verdict.NOT_RUN);
    assertThat(results).allMatch(r -> r.got().startsWith("needs "));
    assertThat(results.get(0).line())
        .startsWith("E1 outlier dimensions (GPT-2 124M): expected 138, 378, 447 largest")
        .endsWith("not run: needs 100 texts or more, each cut off after a random word");
    assertThat(ExternalResult.blockGradeA(results)).isFalse();
  }

  @Test
  void findsPlantedOutliersAndRefusesOthers() {
    ExternalResult there = run(GPT2, words(0.6, 138, 378, 447), "E1");
    ExternalResult other = run(GPT2, words(0.6, 138, 378, 448), "E1");

    assertThat(there.verdict()).isEqualTo(Verdict.PASS);
    assertThat(there.line())
        .contains(
            "expected 138, 378, 447 largest at layers 1 to 9; got 138, 378, 447 largest; pass");
    assertThat(other.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(ExternalResult.blockGradeA(List.of(there, other))).isTrue();
  }

  @Test
  void measuresPlantedAnisotropy() {
    assertThat(run(GPT2, words(0.6), "E2").verdict()).isEqualTo(Verdict.PASS);
    assertThat(Double.parseDouble(run(GPT2, words(0.6), "E2").got())).isCloseTo(0.6, within(0.03));
    assertThat(run(GPT2, words(0.45), "E2").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(run(GPT2, words(0.8), "E2").verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void findsThePlantedMassiveDimensionAndItsFirstLayer() {
    assertThat(run(MISTRAL, sinks(2070, 2, 300), "E3").verdict()).isEqualTo(Verdict.PASS);
    assertThat(run(MISTRAL, sinks(2070, 2, 300), "E3").got())
        .isEqualTo("2070 massive from layer 2");
    assertThat(run(MISTRAL, sinks(2071, 1, 300), "E3").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(run(MISTRAL, sinks(2070, 5, 300), "E3").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(run(MISTRAL, sinks(2070, 1, 90), "E3").got()).startsWith("none massive");
  }

  @Test
  void comparesMeansLayerByLayer() {
    assertThat(run(GEMMA, groups(0), "E7").verdict()).isEqualTo(Verdict.PASS);
    assertThat(run(GEMMA, groups(0.01), "E7").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(run(GEMMA, groups(0), "E7").got()).startsWith("1.0000 1.0000 0.9999");
  }

  @Test
  void refusesASetWithoutStates() {
    assertThatThrownBy(() -> new ExternalStates(Map.of(StateSet.WORDS, List.of(List.of()))))
        .hasMessageContaining("words is empty");
  }

  private static List<String> ids(KnownModel model) {
    return CHECKS.run(model, new ExternalStates(Map.of())).stream()
        .map(ExternalResult::id)
        .toList();
  }

  private static ExternalResult run(KnownModel model, ExternalStates states, String id) {
    return CHECKS.run(model, states).stream()
        .filter(result -> result.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Words whose states have a mean cosine, or that with some large dimensions. */
  private static ExternalStates words(double cosine, int... large) {
    SplittableRandom random = new SplittableRandom(1);
    float[] common = noise(random, 768, Math.sqrt(cosine));
    List<List<float[]>> layers = new ArrayList<>();
    for (int l = 0; l < 12; l++) {
      List<float[]> states = new ArrayList<>();
      for (int p = 0; p < 200; p++) {
        float[] state = noise(random, 768, Math.sqrt(1 - cosine));
        for (int d = 0; d < state.length; d++) {
          state[d] += common[d];
        }
        for (int d : large) {
          state[d] = 60;
        }
        states.add(state);
      }
      layers.add(states);
    }
    return new ExternalStates(Map.of(StateSet.WORDS, layers));
  }

  /** Four beginnings; the first has a large value from a layer on. */
  private static ExternalStates sinks(int dimension, int from, float value) {
    SplittableRandom random = new SplittableRandom(2);
    List<List<float[]>> layers = new ArrayList<>();
    for (int l = 0; l < 32; l++) {
      List<float[]> states = new ArrayList<>();
      for (int p = 0; p < 4; p++) {
        states.add(noise(random, 4096, 0.1));
      }
      if (l >= from && l < 30) {
        states.get(0)[dimension] = value;
      }
      layers.add(states);
    }
    return new ExternalStates(Map.of(StateSet.SINKS, layers));
  }

  /** Two sets whose means have the published cosines, less something. */
  private static ExternalStates groups(double less) {
    List<List<float[]>> harmful = new ArrayList<>();
    List<List<float[]>> harmless = new ArrayList<>();
    for (double published : HERETIC) {
      double cosine = published - less;
      float[] turned = new float[640];
      float[] straight = new float[640];
      straight[0] = 5;
      turned[0] = (float) cosine;
      turned[1] = (float) Math.sqrt(1 - cosine * cosine);
      harmful.add(List.of(turned, turned));
      harmless.add(List.of(straight));
    }
    harmful.add(List.of(new float[] {1}));
    harmless.add(List.of(new float[] {1}));
    return new ExternalStates(Map.of(StateSet.HARMFUL, harmful, StateSet.HARMLESS, harmless));
  }

  private static float[] noise(SplittableRandom random, int width, double size) {
    float[] out = new float[width];
    for (int d = 0; d < width; d++) {
      out[d] = (float) (size * random.nextGaussian());
    }
    return out;
  }
}
