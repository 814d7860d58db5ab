package io.stateprint.inference;

import static io.stateprint.inference.Golden.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.profile.PromptKey;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceTest {
  private final Clusters clusters = Clusters.of(Golden.prompts());

  @Test
  void foldsAgreeWithPython() {
    assertThat(Folds.five(clusters).of()).isEqualTo(Golden.ints(Golden.ALL.get("folds")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void foldsNeverSplitATopicAndDoNotDependOnTheOrderOfPrompts(int seed) {
    Random random = new Random(seed);
    List<PromptKey> prompts = new ArrayList<>();
    for (int p = 0; p < 60; p++) {
      prompts.add(new PromptKey("p" + p, "c" + p % 3, "t" + random.nextInt(12)));
    }
    Map<String, Integer> folds = byTopic(prompts);
    Collections.shuffle(prompts, random);
    assertThat(byTopic(prompts)).isEqualTo(folds);
    assertThat(folds.values()).contains(0, 1, 2, 3, 4);
  }

  private static Map<String, Integer> byTopic(List<PromptKey> prompts) {
    Clusters clusters = Clusters.of(prompts);
    Folds folds = Folds.five(clusters);
    Map<String, Integer> out = new HashMap<>();
    for (int p = 0; p < prompts.size(); p++) {
      Integer before =
          out.put(prompts.get(p).category() + "/" + prompts.get(p).topic(), folds.of()[p]);
      assertThat(before).isIn(null, folds.of()[p]);
    }
    return out;
  }

  @Test
  void drawsKeepCategoriesAndDrawWholeTopics() {
    Draws draws = Draws.of(clusters, 400, 7);
    double[] mean = new double[clusters.prompts()];
    for (double[] weights : draws.weights()) {
      for (int c = 0; c < 4; c++) {
        int own = c;
        double sum =
            IntStream.range(0, mean.length)
                .filter(p -> clusters.category()[p] == own)
                .mapToDouble(p -> weights[p])
                .sum();
        assertThat(sum).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
      }
      for (int p = 0; p < mean.length; p++) {
        mean[p] += weights[p] / draws.count();
      }
    }
    assertThat(Arrays.stream(mean).boxed()).allMatch(weight -> weight > 0.02 && weight < 0.3);
    assertThat(Draws.of(clusters, 3, 7).weights())
        .isDeepEqualTo(Draws.of(clusters, 3, 7).weights());
  }

  @Test
  void halvesKeepTopicsTogether() {
    Halves halves = Halves.of(clusters, 20, 3);
    for (boolean[] split : halves.first()) {
      for (int p = 0; p < split.length; p++) {
        for (int q = 0; q < p; q++) {
          assertThat(clusters.topic()[p] != clusters.topic()[q] || split[p] == split[q]).isTrue();
        }
      }
    }
    assertThat(Arrays.stream(halves.weights(0, true)).sum())
        .isCloseTo(4, org.assertj.core.api.Assertions.within(1e-12));
  }

  @Test
  void familiesAgreeWithSciPy() {
    JsonNode expected = Golden.ALL.get("families");

    assertNear(
        MaxT.signFlip(
            Golden.matrix(expected.get("effects")), clusters.observed(), clusters, Golden.signs()),
        expected.get("sign_flip"));
    assertNear(
        BenjaminiHochberg.adjusted(Golden.vector(expected.get("p"))),
        expected.get("benjamini_hochberg"));
    Simultaneous intervals =
        Simultaneous.of(
            Golden.vector(expected.get("values")),
            Golden.matrix(expected.get("draws")),
            clusters.freedom());
    assertNear(intervals.critical(), expected.get("simultaneous").get("critical"));
    for (int m = 0; m < 5; m++) {
      assertNear(
          intervals.intervals().get(m), expected.get("simultaneous").get("intervals").get(m));
    }
  }

  @Test
  void refusesACategoryOfOneTopic() {
    assertThatThrownBy(
            () ->
                Clusters.of(
                    List.of(
                        new PromptKey("a", "support", "t"), new PromptKey("b", "support", "t"))))
        .isInstanceOf(InputException.class)
        .hasMessage("Cannot score category support: it has 1 topic; 2 or more are needed");
  }

  @Test
  void refusesPromptsWithoutACategory() {
    assertThatThrownBy(() -> clusters.requireCategories(List.of("creative", "legal")))
        .isInstanceOf(InputException.class)
        .hasMessage("Cannot score a model: categories [legal] have no prompts");
    assertThatThrownBy(() -> Clusters.of(List.of()))
        .isInstanceOf(InputException.class)
        .hasMessage("Cannot score a model: it has no prompts");
  }

  @Test
  void anEstimateWithoutDrawsSaysWhy() {
    double[] draws = new double[20];
    Arrays.fill(draws, 0, 10, Double.NaN);
    Estimate estimate = Estimate.of(1, draws, new double[0], 9, "");
    assertThat(estimate.why()).isEqualTo("only 10 of 20 draws give a value");
    assertThat(estimate.value()).isEqualTo(1);
    assertThat(Estimate.of(Double.NaN, draws, draws, 9, "no range").why()).isEqualTo("no range");
  }
}
