package io.stateprint.personality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.inference.Reasons;
import io.stateprint.planted.PlantedWorld;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.WordingTransfer;
import io.stateprint.validity.Check;
import io.stateprint.validity.Colour;
import io.stateprint.validity.Evidence;
import io.stateprint.validity.Pitfall;
import io.stateprint.validity.ValidityTest;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** V3: what a style's direction knows beyond the words of its instructions. */
class GainTest {
  private static final PlantedWorld.Law LAW = Trials.law(10, 1, 32);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aStyleThatIsNotInTheWordsIsGreen(long seed) {
    PlantedWorld world = new PlantedWorld(LAW, seed);
    WordBags bags = WordBags.of(world, 0.7, 0);
    Personality found = personality(world, l -> bags.bank().wordedLayer(l, 1), bags(bags));

    for (StyleVerdict verdict : found.verdicts()) {
      assertThat(gain(verdict).colour()).describedAs("%s", gain(verdict)).isEqualTo(Colour.GREEN);
      assertThat(gain(verdict).why()).isEmpty();
      assertThat(verdict.pitfalls()).doesNotContain(Pitfall.W05);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void statesThatAreTheBagGainNothing(long seed) {
    PlantedWorld world = new PlantedWorld(LAW, seed);
    WordBags bags = WordBags.of(world, 0.3, 0.3);
    Personality found = personality(world, l -> bags.states(0), bags(bags));

    for (StyleVerdict verdict : found.verdicts()) {
      assertThat(verdict.headline().band().layers()).isNotEmpty();
      assertThat(gain(verdict).value()).isZero();
      assertThat(gain(verdict).colour()).isEqualTo(Colour.AMBER);
      assertThat(verdict.pitfalls()).contains(Pitfall.W05);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void statesThatBlurTheBagAreRed(long seed) {
    PlantedWorld world = new PlantedWorld(Trials.law(25, 1, 32), seed);
    WordBags bags = WordBags.of(world, 0.1, 0.25);
    Personality found = personality(world, l -> bags.states(1.3), bags(bags));

    for (StyleVerdict verdict : found.verdicts()) {
      if (!verdict.headline().band().layers().isEmpty()) {
        assertThat(gain(verdict).colour()).describedAs("%s", gain(verdict)).isEqualTo(Colour.RED);
        assertThat(verdict.pitfalls()).contains(Pitfall.W05);
      }
    }
    assertThat(found.verdicts()).anyMatch(v -> !v.headline().band().layers().isEmpty());
  }

  @Test
  void atTheCeilingBothAreNamed() {
    PlantedWorld world = new PlantedWorld(LAW, 1);
    WordBags bags = WordBags.of(world, 0, 3);
    Personality found = personality(world, l -> bags.bank().wordedLayer(l, 1), bags(bags));

    ValidityTest test = gain(found.of(Style.EMPATHY));
    assertThat(test.value()).isCloseTo(0, within(0.01));
    assertThat(test.why()).contains("of a bag of embeddings 1.00");
    assertThat(Reasons.in(test.why(), "ru")).contains("у мешка эмбеддингов 1,00");
  }

  @Test
  void isTheDifferenceOfTheTwoAucOfTheBandAndTheBag() {
    PlantedWorld world = new PlantedWorld(LAW, 4);
    WordBags bags = WordBags.of(world, 0.3, 0.2);
    Personality found = personality(world, l -> bags.bank().wordedLayer(l, 1), bags(bags));

    for (StyleVerdict verdict : found.verdicts()) {
      Style style = verdict.headline().style();
      List<WordingTransfer> band =
          found.layers().stream()
              .filter(l -> verdict.headline().band().layers().contains(l.layer()))
              .map(l -> l.styles().get(style.index()).transfer())
              .toList();
      double bag = found.texts().bags().get(style.index()).auc();
      assertThat(band).hasSizeGreaterThan(1);
      assertThat(gain(verdict).value())
          .isCloseTo(WordingTransfer.mean(band).auc() - Math.max(0.5, bag), within(1e-12));
    }
  }

  @Test
  void isNotRunWithoutFurtherWordings() {
    PlantedWorld world = new PlantedWorld(LAW, 1);
    WordBags bags = WordBags.of(world, 0.3, 0.3);
    assertNotRun(
        personality(world, l -> bags.bank().layer(l), bags(bags)),
        "further wordings of both instructions (sweep.controls.wordings = [2, 3])");
  }

  @Test
  void isNotRunWhereTheStoreHasNoBags() {
    PlantedWorld world = new PlantedWorld(LAW, 1);
    PlantedBank bank = new PlantedBank(world);
    assertNotRun(
        personality(world, l -> bank.wordedLayer(l, 1), List.of()),
        "sample it again under another sweep.run-id");
  }

  /** "Formal, not casual" and "casual, not formal" are one bag. */
  @Test
  void instructionsOfTheSameWordsLeaveTheBagAtChance() {
    BankPlan plan = plan(WordBags.of(new PlantedWorld(LAW, 1), 0.7, 0).bank());
    SampledBank same = new SampledBank();
    for (Style style : Style.values()) {
      for (String sign : List.of("+", "-")) {
        for (String wording : List.of("", "/w2", "/w3")) {
          String role = wording.isEmpty() ? SampledBank.PROMPT : FurtherReader.CONTROL;
          for (PromptKey key : plan.keys()) {
            String condition = sign + style.id() + wording;
            same.add(
                new SampledText(key.id(), role, condition, key.category(), key.topic(), "en"),
                new float[] {1, key.id().hashCode() % 7});
          }
        }
      }
    }

    assertThat(AcrossWordings.bags(plan, same))
        .hasSize(Style.values().length)
        .allSatisfy(one -> assertThat(one.auc()).isEqualTo(0.5));
  }

  @Test
  void isNotRunOnFewPrompts() {
    PlantedWorld world = new PlantedWorld(LAW, 1);
    WordBags bags = WordBags.of(world, 0.3, 0.3);
    assertNotRun(
        personality(world, l -> bags.bank().wordedLayer(l, 4), bags(bags)),
        "only 10 prompts stand under further wordings, 20 are needed");
  }

  @Test
  void isNotRunWhereNoLayerSpeaksForTheStyle() {
    PlantedWorld world = new PlantedWorld(Trials.law(10, 1, 32).rising(99, 0), 1);
    WordBags bags = WordBags.of(world, 0.3, 0.3);
    assertNotRun(
        personality(world, l -> bags.bank().wordedLayer(l, 1), bags(bags)), "no layer is reliable");
  }

  /** A bag that goes the wrong way is chance: a direction at chance must not pass beside it. */
  @ParameterizedTest
  @CsvSource({"0.56, 0.10, 0.06, GREEN", "0.52, 0.10, 0.02, AMBER", "0.40, 0.10, -0.10, RED"})
  void aBagThatGoesTheWrongWayCountsAsChance(double auc, double bag, double value, Colour colour) {
    ValidityTest test = Evidence.gain(auc, bag);

    assertThat(test.value()).isCloseTo(value, within(1e-12));
    assertThat(test.colour()).isEqualTo(colour);
  }

  private static void assertNotRun(Personality found, String why) {
    for (StyleVerdict verdict : found.verdicts()) {
      assertThat(gain(verdict).colour()).isEqualTo(Colour.NOT_RUN);
      assertThat(gain(verdict).why()).contains(why);
      assertThat(Reasons.in(gain(verdict).why(), "ru")).containsPattern("[а-я]{3}");
      assertThat(verdict.pitfalls()).doesNotContain(Pitfall.W05);
    }
  }

  private static ValidityTest gain(StyleVerdict verdict) {
    return verdict.tests().stream()
        .filter(test -> test.check() == Check.V3)
        .reduce(
            (one, other) -> {
              throw new AssertionError("two of them");
            })
        .orElseThrow();
  }

  private static List<WordingTransfer> bags(WordBags words) {
    return AcrossWordings.bags(plan(words.bank()), words.bags());
  }

  private static BankPlan plan(PlantedBank bank) {
    return BankPlan.of(bank.prompts(), 50, 1);
  }

  private static Personality personality(
      PlantedWorld world, IntFunction<SampledBank> layer, List<WordingTransfer> bags) {
    BankPlan plan = plan(new PlantedBank(world));
    List<LayerReading> readings =
        IntStream.of(4, 6)
            .mapToObj(l -> new LayerReader(plan, 1).read(layer.apply(l), l, (l + 1) / 8.0))
            .toList();
    return Personality.of(
        "last",
        plan,
        readings,
        new BankTexts(Map.of(), List.of(), List.of(), List.of(), List.of(), bags),
        1);
  }
}
