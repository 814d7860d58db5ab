package io.stateprint.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.direction.Auc;
import io.stateprint.direction.HeldOut;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.PromptKey;
import io.stateprint.profile.StyleEstimate;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortraitTest {
  @ParameterizedTest
  @EnumSource(Style.class)
  void findsThePlantedStyle(Style style) {
    Portrait portrait = portrait(new World(16, 6, 2, 3).scores(style));

    assertThat(portrait.style().leading()).isEqualTo(style);
    assertThat(portrait.style().verdict()).isEqualTo(Verdict.FOUND);
    assertThat(portrait.bandReliable()).isTrue();
    assertThat(Arrays.stream(portrait.style().probability()).sum()).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 9, 13})
  void findsThePlantedDecisionLayer(int layer) {
    DecisionLayer decision =
        portrait(new World(24, layer, 2, 5).scores(Style.CREATIVITY)).decision();

    assertThat(decision.verdict()).isEqualTo(Verdict.FOUND);
    assertThat(decision.layer()).isBetween(layer - 1.0, layer + 1.0);
    assertThat(decision.interval().low()).isLessThanOrEqualTo(decision.layer());
    assertThat(decision.interval().high()).isGreaterThanOrEqualTo(decision.layer());
    assertThat(decision.commitment()).isBetween(layer - 1.0, layer + 1.0);
  }

  @Test
  void findsTheDecisionLayerAmongEveryFourth() {
    List<LayerScores> some =
        new World(32, 14, 2, 7)
            .scores(Style.EMPATHY).stream().filter(l -> l.layer() % 4 == 0).toList();
    DecisionLayer decision = portrait(some).decision();

    assertThat(decision.verdict()).isEqualTo(Verdict.FOUND);
    assertThat(decision.layer()).isBetween(12.0, 16.0);
    assertThat(decision.interval().high() - decision.interval().low()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void findsNothingWherePromptsFollowNoStyle() {
    int found = 0;
    int dominant = 0;
    for (int seed = 0; seed < 20; seed++) {
      Portrait portrait = portrait(new World(16, 16, 0, 100 + seed).scores(Style.EMPATHY));
      found += portrait.decision().verdict() == Verdict.FOUND ? 1 : 0;
      dominant += portrait.style().verdict() == Verdict.FOUND ? 1 : 0;
    }

    assertThat(found).describedAs("decision layers found").isLessThanOrEqualTo(4);
    assertThat(dominant).describedAs("dominant styles found").isLessThanOrEqualTo(4);
  }

  @Test
  void theSameSeedGivesTheSamePortraitAndTheOrderOfLayersDoesNotMatter() {
    List<LayerScores> scores = new World(8, 3, 2, 9).scores(Style.FORMALITY);
    List<LayerScores> reversed = IntStream.range(0, 8).mapToObj(i -> scores.get(7 - i)).toList();

    assertThat(portrait(reversed).estimates()).isEqualTo(portrait(scores).estimates());
    assertThat(portrait(reversed).decision()).isEqualTo(portrait(scores).decision());
  }

  @Test
  void aSinglePromptHasNoInterval() {
    List<LayerScores> one =
        new World(8, 3, 2, 9)
            .scores(Style.EMPATHY).stream().map(PortraitTest::firstPrompt).toList();
    Portrait portrait = Portrait.of("last", List.of(new PromptKey("p0", "own", "p0")), one, 200, 1);

    assertThat(portrait.estimates()).hasSize(8 * 2 * 4);
    assertThat(portrait.estimates())
        .allSatisfy(
            estimate -> {
              assertThat(estimate.n()).isEqualTo(1);
              assertThat(estimate.estimate()).isFinite();
              assertThat(estimate.interval().low()).isNaN();
            });
  }

  @Test
  void nothingIsDrawnFromASingleTopicSoNothingIsClaimed() {
    List<LayerScores> scores = new World(8, 3, 2, 9).scores(Style.EMPATHY);
    List<PromptKey> oneTopic =
        IntStream.range(0, 40).mapToObj(p -> new PromptKey("p" + p, "own", "shared")).toList();
    List<PromptKey> oneOfACategory = new ArrayList<>(World.prompts());
    oneOfACategory.set(0, new PromptKey("p0", "lonely", "t0"));
    List<LayerScores> single =
        new World(8, 3, 2, 9)
            .scores(Style.EMPATHY).stream().map(PortraitTest::firstPrompt).toList();

    for (Portrait portrait :
        List.of(
            Portrait.of("last", oneTopic, scores, 200, 1),
            Portrait.of("last", oneOfACategory, scores, 200, 1),
            Portrait.of("last", World.prompts().subList(0, 1), single, 200, 1))) {
      assertThat(portrait.style().verdict()).isEqualTo(Verdict.FEW_TOPICS);
      assertThat(portrait.style().leading()).isNull();
      assertThat(portrait.style().certainty()).isNaN();
      assertThat(portrait.decision().verdict()).isEqualTo(Verdict.FEW_TOPICS);
      assertThat(portrait.decision().layer()).isNaN();
      assertThat(portrait.decision().interval().low()).isNaN();
      assertThat(portrait.decision().rise()).isNaN();
      assertThat(top(portrait).interval().low()).isNaN();
    }
  }

  @Test
  void withoutUnseenAnchorsNoStyleLeads() {
    List<LayerScores> scores =
        new World(8, 3, 2, 9)
            .scores(Style.CREATIVITY).stream().map(PortraitTest::withoutFixedPoints).toList();
    Portrait portrait = Portrait.of("last", World.prompts(), scores, 200, 1);

    assertThat(portrait.style().verdict()).isEqualTo(Verdict.FEW_ANCHORS);
    assertThat(portrait.style().leading()).isNull();
    assertThat(portrait.decision().verdict()).isEqualTo(Verdict.FEW_ANCHORS);
    assertThat(portrait.bandReliable()).isFalse();
  }

  @Test
  void twoLayersHaveNoDecisionLayer() {
    assertThat(portrait(new World(2, 1, 2, 9).scores(Style.EMPATHY)).decision().verdict())
        .isEqualTo(Verdict.FEW_LAYERS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 22})
  void theIntervalOfTheDecisionLayerStaysWithinTheModel(int layer) {
    DecisionLayer decision =
        portrait(new World(24, layer, 3, 5).scores(Style.CREATIVITY)).decision();

    assertThat(decision.interval().low()).isGreaterThanOrEqualTo(0);
    assertThat(decision.interval().high()).isLessThanOrEqualTo(23);
  }

  @Test
  void saysWhereTheSampledLayersAreTooFewForAFirmDecisionLayer() {
    List<LayerScores> all = new World(32, 14, 2, 7).scores(Style.EMPATHY);
    List<LayerScores> deep = all.subList(8, 32);
    List<LayerScores> sparse = all.stream().filter(l -> l.layer() % 8 == 0).toList();
    List<LayerScores> fine = all.stream().filter(l -> l.layer() % 4 == 0).toList();

    assertThat(portrait(all).decision().coarse()).isFalse();
    assertThat(portrait(fine).decision().coarse()).isFalse();
    assertThat(portrait(deep).decision().coarse()).isTrue();
    assertThat(portrait(sparse).decision().coarse()).isTrue();
    assertThat(portrait(fine).decision().layer())
        .isCloseTo(portrait(all).decision().layer(), within(2.0));
  }

  @Test
  void estimatesAreMeansWithEqualWeightsOfCategories() {
    List<LayerScores> scores = new World(4, 1, 2, 11).scores(Style.EMPATHY);
    Portrait portrait = portrait(scores);
    LayerScores top = scores.get(3);
    for (Style style : Style.values()) {
      double mean = Arrays.stream(top.prompts().centred(style.index())).average().orElseThrow();
      StyleEstimate all =
          portrait.estimates().stream()
              .filter(e -> e.category().equals("all") && e.style() == style && e.layer() == 3)
              .findFirst()
              .orElseThrow();
      assertThat(all.estimate()).isCloseTo(mean, within(1e-12));
      assertThat(all.n()).isEqualTo(40);
      assertThat(all.interval().low()).isLessThan(all.interval().high());
    }
  }

  @Test
  void intervalsHoldTheTruthAboutAsOftenAsTheySay() {
    int held = 0;
    int worlds = 60;
    double truth = 0;
    for (int seed = 0; seed < 40; seed++) {
      truth += top(portrait(new World(1, 0, 1, 1000 + seed).scores(Style.EMPATHY))).estimate() / 40;
    }
    for (int seed = 0; seed < worlds; seed++) {
      StyleEstimate estimate = top(portrait(new World(1, 0, 1, 5000 + seed).scores(Style.EMPATHY)));
      held += estimate.interval().contains(truth) ? 1 : 0;
    }

    assertThat(held / (double) worlds).isBetween(0.8, 1.0);
  }

  private static StyleEstimate top(Portrait portrait) {
    return portrait.estimates().stream()
        .filter(e -> e.category().equals("all") && e.style() == Style.EMPATHY)
        .findFirst()
        .orElseThrow();
  }

  private static LayerScores firstPrompt(LayerScores scores) {
    return new LayerScores(
        scores.layer(),
        scores.depth(),
        scores.anchors(),
        scores.anisotropy(),
        scores.prompts().inOrder(new int[] {0}));
  }

  private static LayerScores withoutFixedPoints(LayerScores scores) {
    LayerScores.AnchorGeometry there = scores.anchors();
    HeldOut none = new HeldOut(Double.NaN, Double.NaN, Double.NaN, new Auc(Double.NaN, 0, 1));
    return new LayerScores(
        scores.layer(),
        scores.depth(),
        new LayerScores.AnchorGeometry(
            there.gram(),
            there.frameStyle(),
            there.frameSizes(),
            new HeldOut[] {none, none, none, none},
            there.reliability(),
            there.massive(),
            there.topShare()),
        scores.anisotropy(),
        scores.prompts());
  }

  private static Portrait portrait(List<LayerScores> scores) {
    return Portrait.of("last", World.prompts(), scores, 400, 1);
  }
}
