package io.stateprint.jobs.style;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.choice.Candidate;
import io.stateprint.choice.Candidate.Measured;
import io.stateprint.choice.CandidateMaker;
import io.stateprint.choice.Choice;
import io.stateprint.choice.Dropped;
import io.stateprint.choice.Feature;
import io.stateprint.choice.FeatureKind;
import io.stateprint.choice.Fit;
import io.stateprint.choice.TaskProfile;
import io.stateprint.choice.TaskProfiles;
import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.Personality;
import io.stateprint.prompts.Style;
import io.stateprint.report.ChoicePage;
import io.stateprint.report.ChoiceSection;
import io.stateprint.report.ModelSection;
import io.stateprint.report.RunSection;
import io.stateprint.storage.InputException;
import io.stateprint.traits.Constancy;
import io.stateprint.traits.Lacking;
import io.stateprint.traits.Ranking;
import io.stateprint.traits.StyleConstancy;
import io.stateprint.validity.Check;
import io.stateprint.validity.ValidityTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both jobs on checkpoints whose personality is known; a choice among them is what was planted. */
class PlantedChoiceTest {
  private static final int DRAWS = 400;
  private static final Map<String, Personality> MEASURED = new HashMap<>();
  private static SparkSession spark;
  private static Store store;
  @TempDir private static Path folder;

  @BeforeAll
  static void measure() {
    spark = LocalSpark.open();
    store = Store.at(spark, folder.resolve("store").toString());
    List<String> models = List.of("sharp", "smooth", "drift", "null", "base");
    PlantedSweep.framed(spark, store, models);
    for (String model : models) {
      MEASURED.put(model, measured(model, 1));
    }
  }

  private static Personality measured(String model, long seed) {
    return new PersonalityJob(spark, store, DRAWS, seed)
        .run(PlantedSweep.RUN, model, List.of("last"))
        .get(0);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void aSharpRiseIsChosenWhereOneIsAskedFor() throws IOException {
    TaskProfile narrow =
        own(
            "{\"feature\": \"width\", \"weight\": 1, \"better\": \"lower\", \"low\": 0, \"high\":"
                + " 1}");

    assertThat(choose(narrow, "smooth", "sharp").winner()).contains("sharp");
  }

  /**
   * The creative profile worked through the planted truth by hand: percent of creativity on
   * creative prompts, 20 to 80 to the power 3/7; half-rise, 0.3 to 0.8 to the power 1/7; all are
   * flexible beyond 0.5, none failed. That gives base 0.90, smooth 0.85, sharp 0.84. The lead of
   * base over smooth is 0.06, and 25 creative prompts measure it to 0.06: smooth cannot be told
   * from it, so that no winner may be named.
   */
  @Test
  void theCreativeProfileFindsThePlantedFitsAndNamesNoWinnerThatPromptsCannotShow() {
    List<Fit> fits = choose(TaskProfiles.of("creative"), "sharp", "base", "smooth").fits();
    double best = plantedFit("base");

    assertThat(best).isCloseTo(0.901, within(0.001));
    assertThat(plantedFit("smooth")).isCloseTo(0.845, within(0.001));
    assertThat(plantedFit("sharp")).isCloseTo(0.840, within(0.001));
    assertThat(fits.get(0).model()).isEqualTo("base");
    for (Fit fit : fits) {
      double planted = plantedFit(fit.model());
      assertThat(fit.interval().contains(planted)).describedAs("%s", fit).isTrue();
      assertThat(fit.behind().contains(best - planted)).describedAs("%s", fit).isTrue();
    }
    assertThat(fits)
        .filteredOn(Fit::indistinguishable)
        .extracting(Fit::model)
        .contains("base", "smooth");
  }

  private static double plantedFit(String model) {
    JsonNode known = PlantedTruth.of(model).json().get("population");
    int creativity = Style.CREATIVITY.index();
    double percent = known.at("/percent_by_category/creative/" + creativity).asDouble();
    double depth = (known.get("half_rise").asDouble() + 1) / PlantedTruth.of(model).layers();
    return Math.pow(Math.min(1, (percent - 20) / 60), 3.0 / 7)
        * Math.pow((depth - 0.3) / 0.5, 1.0 / 7);
  }

  @Test
  void theRankingOfFourPlantedModelsHoldsWithOtherPromptsAndWords() {
    List<Personality> four =
        Stream.of("sharp", "smooth", "drift", "base").map(PlantedChoiceTest::personality).toList();

    for (Personality model : Ranking.checked(four)) {
      for (Style style : Style.values()) {
        ValidityTest test =
            model.of(style).tests().stream()
                .filter(one -> one.check() == Check.V6)
                .findFirst()
                .orElseThrow();
        assertThat(test.value()).describedAs("%s", style).isGreaterThan(0.9);
      }
    }
  }

  @Test
  void eightPointsAreFoundForReplicatesAreOfTheSamePrompts() throws IOException {
    TaskProfile warm =
        own(
            "{\"feature\": \"score\", \"style\": \"empathy\", \"weight\": 1, \"better\":"
                + " \"higher\", \"low\": 0, \"high\": 100}");
    Fit paired = choose(warm, "sharp", "drift").fits().get(1);
    Fit apart =
        Choice.of(
                warm,
                List.of(
                    candidate("sharp", "sharp", warm),
                    candidate("drift", measured("drift", 2), 2, warm)),
                1)
            .fits()
            .get(1);

    assertThat(paired.model()).isEqualTo("sharp");
    assertThat(paired.behind().low()).isPositive();
    assertThat((paired.behind().low() + paired.behind().high()) / 2).isCloseTo(0.08, within(0.01));
    assertThat(width(apart)).isGreaterThan(5 * width(paired));
  }

  private static double width(Fit fit) {
    return fit.behind().high() - fit.behind().low();
  }

  @Test
  void aModelBesideItselfIsNeverBetter() {
    for (String name : TaskProfiles.SHIPPED) {
      TaskProfile profile = TaskProfiles.of(name);
      Choice choice =
          Choice.of(
              profile,
              List.of(candidate("one", "sharp", profile), candidate("two", "sharp", profile)),
              1);
      Fit second = choice.fits().get(1);

      assertThat(second.behind().low()).isZero();
      assertThat(second.behind().high()).isZero();
      assertThat(choice.indistinguishable()).containsExactly("one", "two");
      assertThat(choice.winner()).isEmpty();
      assertThat(choice.fits()).allMatch(fit -> Math.abs(fit.probabilityBest() - 0.5) < 1e-9);
    }
  }

  @Test
  void anotherOrderOfNeuronsIsNoReasonToChoose() {
    for (String name : List.of("creative", "analytics")) {
      Choice choice = choose(TaskProfiles.of(name), "sharp", "null");

      assertThat(choice.indistinguishable()).hasSize(2);
      assertThat(choice.winner()).isEmpty();
    }
  }

  @Test
  void whatIsNotMeasuredIsLeftOutWithItsReason() {
    Choice choice = choose(TaskProfiles.of("support"), "sharp", "base");

    assertThat(choice.dropped())
        .extracting(one -> one.feature().kind(), Dropped::model, Dropped::lacking)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                FeatureKind.SCORE, "sharp", Lacking.NO_RELIABLE_LAYER),
            org.assertj.core.groups.Tuple.tuple(
                FeatureKind.SCORE, "base", Lacking.NO_RELIABLE_LAYER));
    assertThat(Choice.dropped(TaskProfiles.of("analytics"), candidates("sharp", "base")))
        .extracting(Dropped::lacking)
        .contains(Lacking.NO_RESPONSES);
  }

  @Test
  void constancyIsThatOfThePlantedModel() {
    Constancy sharp = constancy(personality("sharp"), 1);

    for (Style style : Style.values()) {
      StyleConstancy one = sharp.of(style);
      assertThat(one.grade()).isEqualTo(personality("sharp").of(style).grade());
      assertThat(one.stability().value()).describedAs("%s", style).isGreaterThan(0.98);
      assertThat(one.flexibility().estimate().interval().contains(one.flexibility().value()))
          .isTrue();
      assertThat(one.flexibility().replicates()).hasSize(DRAWS);
      assertThat(one.framing().present()).isTrue();
      assertThat(one.leverage().lacking()).isEqualTo(Lacking.NO_SYSTEMS);
    }
    assertThat(sharp.of(Style.TECHNICALITY).flexibility().estimate().interval().low())
        .isGreaterThan(sharp.of(Style.FORMALITY).flexibility().value());
    assertThat(sharp.choice().estimate().interval().low()).isPositive();
    assertThat(sharp.tortuosity().value()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void thePageSaysTheSameInBothLanguages() {
    TaskProfile profile = TaskProfiles.of("creative");
    String english = page(profile, "en", "sharp", "base");
    String russian = page(profile, "ru", "sharp", "base");

    assertThat(english)
        .contains("base fits best", "editorial", "grade B", "weight 43%", "seed 1")
        .doesNotContain("{", "lacking.", "feature.");
    assertThat(russian)
        .contains("Лучше всех подходит base", "редакционные", "надёжность B", "вес 43%")
        .doesNotContain("{", "lacking.", "feature.");
    assertThat(page(profile, "en", "sharp", "null"))
        .contains("No winner: the data cannot tell these apart: ")
        .doesNotContain("fits best");
    assertThat(page(profile, "en", Optional.empty(), "sharp", "null"))
        .contains("Nothing can be chosen: ", "do not rank models by them")
        .doesNotContain("No winner", "{");
  }

  @Test
  void refusesWhereNothingThatIsAskedForIsMeasured() throws IOException {
    TaskProfile responses =
        own(
            "{\"feature\": \"reasoning-drift\", \"style\": \"empathy\", \"weight\": 1,"
                + " \"better\": \"lower\", \"low\": 0, \"high\": 1}");

    assertThatThrownBy(() -> choose(responses, "sharp", "base"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("reasoning-drift empathy of sharp: not measured: responses are not")
        .hasMessageContaining("leave those models out");
  }

  private static String page(TaskProfile profile, String language, String... models) {
    return page(profile, language, Optional.of(choose(profile, models)), models);
  }

  private static String page(
      TaskProfile profile, String language, Optional<Choice> choice, String... models) {
    List<ChoiceSection> sections =
        Stream.of(models)
            .map(
                model ->
                    new ChoiceSection(
                        new ModelSection.Facts("llama", 12, 64, "F16", "F32", "f", "t", ""),
                        candidate(model, model, profile),
                        personality(model)))
            .toList();
    return ChoicePage.of(
        new RunSection("r", "0", 1, DRAWS, "s", List.of("bank"), List.of("hash"), false),
        profile,
        sections,
        choice,
        language);
  }

  private TaskProfile own(String feature) throws IOException {
    Path file = folder.resolve("own.json");
    Files.writeString(file, "{\"id\": \"own\", \"features\": [" + feature + "]}");
    return TaskProfiles.of(file.toString());
  }

  private static Choice choose(TaskProfile profile, String... models) {
    return Choice.of(
        profile, Stream.of(models).map(model -> candidate(model, model, profile)).toList(), 1);
  }

  private static List<Candidate> candidates(String... models) {
    return Stream.of(models)
        .map(model -> candidate(model, model, TaskProfiles.of("analytics")))
        .toList();
  }

  private static Candidate candidate(String id, String model, TaskProfile profile) {
    return candidate(id, personality(model), 1, profile);
  }

  private static Candidate candidate(
      String id, Personality personality, long seed, TaskProfile profile) {
    return trusted(CandidateMaker.of(id, personality, constancy(personality, seed), profile));
  }

  /** What would be chosen if no check were red; in so narrow a model some control always is. */
  private static Candidate trusted(Candidate candidate) {
    Map<Feature, Measured> features = new HashMap<>();
    candidate
        .features()
        .forEach(
            (feature, one) ->
                features.put(
                    feature,
                    feature.kind() == FeatureKind.FAILED_SHARE
                        ? new Measured(0, new double[DRAWS], one.freedom(), "A")
                        : new Measured(
                            one.estimate(), one.interval(), one.replicates(), one.freedom(), "B")));
    return new Candidate(candidate.model(), features, candidate.lacking());
  }

  private static Constancy constancy(Personality personality, long seed) {
    return Constancy.of(personality, BankPlan.of(personality.prompts(), DRAWS, seed), seed);
  }

  private static Personality personality(String model) {
    return requireNonNull(MEASURED.get(model));
  }
}
