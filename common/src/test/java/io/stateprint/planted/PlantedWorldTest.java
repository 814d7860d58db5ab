package io.stateprint.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantedWorldTest {
  private static final PlantedWorld.Law LAW = PlantedWorld.Law.standard();

  @Test
  void hasPromptsOfEveryCategoryAndTopic() {
    List<PromptKey> prompts =
        new PlantedWorld(LAW.with(new PlantedWorld.Shape(5, 3, 16, 8)), 1).prompts();

    assertThat(prompts).hasSize(60);
    assertThat(prompts.stream().map(PromptKey::topic).distinct()).hasSize(20);
    assertThat(prompts.stream().filter(p -> p.category().equals("creative"))).hasSize(15);
  }

  @Test
  void givesTheSameStatesInAnyOrder() {
    PlantedWorld world = new PlantedWorld(LAW, 3);
    float[][] first = world.states("+empathy", 7);
    world.states("default", 2);

    assertThat(world.states("+empathy", 7)).isDeepEqualTo(first);
    assertThat(world.states("-empathy", 7)[0]).isNotEqualTo(first[0]);
    assertThat(new PlantedWorld(LAW, 4).states("+empathy", 7)[0]).isNotEqualTo(first[0]);
  }

  @Test
  void scoresAlongThePlantedDirectionHaveTheExpectedPercentOverSeeds() {
    double[] sums = new double[4];
    double[] squares = new double[4];
    int seeds = 60;
    for (int seed = 0; seed < seeds; seed++) {
      PlantedWorld world = new PlantedWorld(LAW, seed);
      for (Style style : Style.values()) {
        double percent = percent(world, style, 8);
        sums[style.index()] += percent;
        squares[style.index()] += percent * percent;
      }
    }
    for (Style style : Style.values()) {
      double mean = sums[style.index()] / seeds;
      double spread = Math.sqrt(squares[style.index()] / seeds - mean * mean);
      assertThat(mean).isCloseTo(LAW.percent()[style.index()], within(4 * spread / Math.sqrt(60)));
      assertThat(spread).isBetween(1.0, 5.0);
    }
  }

  @Test
  void driftMovesOneStyleAndLeavesTheNoise() {
    PlantedWorld before = new PlantedWorld(LAW, 5);
    PlantedWorld after = new PlantedWorld(LAW.moved(Style.CREATIVITY, 8), 5);

    assertThat(percent(after, Style.CREATIVITY, 8) - percent(before, Style.CREATIVITY, 8))
        .isCloseTo(8, within(0.6));
    assertThat(percent(after, Style.EMPATHY, 8))
        .isCloseTo(percent(before, Style.EMPATHY, 8), within(1e-4));
  }

  @Test
  void nothingIsWrittenBeforeTheDecisionLayer() {
    PlantedWorld world = new PlantedWorld(LAW, 6);

    assertThat(range(world, Style.EMPATHY, 5)).isCloseTo(0, within(0.6));
    assertThat(range(world, Style.EMPATHY, 6)).isCloseTo(PlantedWorld.RANGE, within(0.6));
    assertThat(new PlantedWorld(LAW.rising(6, 1), 6).rise(6)).isEqualTo(0.5);
  }

  private static double percent(PlantedWorld world, Style style, int layer) {
    double[] direction = world.directions(layer)[style.index()];
    double least = mean(world.states("-" + style.id(), layer), direction);
    return 100
        * (mean(world.states("default", layer), direction) - least)
        / (mean(world.states("+" + style.id(), layer), direction) - least);
  }

  private static double range(PlantedWorld world, Style style, int layer) {
    double[] direction = world.directions(layer)[style.index()];
    return mean(world.states("+" + style.id(), layer), direction)
        - mean(world.states("-" + style.id(), layer), direction);
  }

  private static double mean(float[][] states, double[] direction) {
    return Arrays.stream(states).mapToDouble(s -> dot(s, direction)).average().orElseThrow();
  }

  private static double dot(float[] state, double[] direction) {
    double sum = 0;
    for (int d = 0; d < state.length; d++) {
      sum += state[d] * direction[d];
    }
    return sum;
  }
}
