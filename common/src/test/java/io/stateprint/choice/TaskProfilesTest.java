package io.stateprint.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.prompts.Style;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskProfilesTest {
  private static final String GOOD =
      """
      {"id": "own", "version": "1", "note": "editorial", "features": [
        {"feature": "score", "style": "empathy", "category": "support", "depth": [0, 0.4],
         "weight": 2, "better": "target", "low": 20, "target": 50, "high": 80, "shape": 0.5}]}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"support", "creative", "analytics"})
  void shippedProfilesAreReadAndSayThatWeightsAreEditorial(String name) {
    TaskProfile profile = TaskProfiles.of(name);

    assertThat(profile.id()).isEqualTo(name);
    assertThat(profile.note()).contains("editorial");
    assertThat(profile.wishes()).hasSizeGreaterThan(2);
  }

  @Test
  void readsAFileOfOnesOwn() throws IOException {
    TaskProfile.Wish wish = TaskProfiles.of(file(GOOD)).wishes().get(0);

    assertThat(wish.feature())
        .isEqualTo(new Feature(FeatureKind.SCORE, Style.EMPATHY, "support", 0, 0.4));
    assertThat(wish.feature().label()).isEqualTo("score empathy, support, depth 0.00 to 0.40");
    assertThat(wish.desirability().of(50)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"score\" | \"scores\" | feature 1 has \"feature\": \"scores\"; one of",
        "\"empathy\" | \"warmth\" | feature 1 (score) has \"style\": \"warmth\"; one of",
        "\"support\" | 3 | feature 1 (score) has \"category\": 3; a text",
        "[0, 0.4] | [0.4, 0.4] | feature 1 (score) has \"depth\": [0.4, 0.4]; two ascending",
        "[0, 0.4] | 0.4 | feature 1 (score) has \"depth\": 0.4; two numbers",
        "\"weight\": 2 | \"weight\": 0 | feature 1 (score) has \"weight\": 0.0; above 0",
        "\"weight\": 2, | `` | feature 1 (score) has \"weight\": nothing; a number",
        "\"weight\": 2 | \"weight\": \"two\" | feature 1 (score) has \"weight\": \"two\"; a number",
        "\"low\": 20 | \"low\": 60 | feature 1 (score) has knots 60.0, 50.0, 80.0",
        "\"better\": \"target\" | \"better\": \"lower\" | feature 1 (score) has \"target\" beside",
        "\"better\": \"target\" | \"better\": \"best\" | feature 1 (score) has \"better\":"
            + " \"best\"",
        "\"shape\": 0.5 | \"shape\": -1 | feature 1 (score) has \"shape\": -1.0; above 0",
        "\"shape\" | \"shap\" | feature 1 has unknown keys [shap]",
        "\"score\", \"style\": \"empathy\" | \"width\", \"style\": \"empathy\" | is of no style",
        "\"note\": \"editorial\" | \"note\": \" \" | the profile has \"note\": \" \"; a text",
        "\"version\" | \"verson\" | the profile has unknown keys [verson]",
        "\"note\": \"editorial\" | \"pooling\": \"mean\" | the profile has \"pooling\": \"mean\";"
            + " one of",
        "\"score\" | \"stability\" | feature 1 (stability) has \"category\": \"support\"; only"
            + " score",
        "\"own\", | \"own\" | line 1",
      })
  void namesFileFeatureAndValueOfWhatIsWrong(String good, String bad, String message)
      throws IOException {
    String text = GOOD.replace(good, bad);
    assertThat(text).isNotEqualTo(GOOD);

    assertThatThrownBy(() -> TaskProfiles.of(file(text)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read task profile ")
        .hasMessageContaining("own.json")
        .hasMessageContaining(message);
  }

  @Test
  void refusesAFileThatIsNotThereAndAProfileWithoutFeatures() throws IOException {
    assertThatThrownBy(() -> TaskProfiles.of("suport"))
        .hasMessageContaining("suport")
        .hasMessageContaining("support, creative, analytics");
    String none = "{\"id\": \"a\", \"version\": \"1\", \"note\": \"b\", \"features\": []}";
    assertThatThrownBy(() -> TaskProfiles.of(file(none))).hasMessageContaining("\"features\": []");
  }

  @Test
  void refusesAFeatureTwice() throws IOException {
    String feature = GOOD.substring(GOOD.indexOf("[\n") + 1, GOOD.lastIndexOf(']'));
    String twice = GOOD.replace(feature, feature + "," + feature);

    assertThatThrownBy(() -> TaskProfiles.of(file(twice)))
        .hasMessageContaining("score empathy, support, depth 0.00 to 0.40 twice");
  }

  private String file(String text) throws IOException {
    Path file = folder.resolve("own.json");
    Files.writeString(file, text);
    return file.toString();
  }
}
