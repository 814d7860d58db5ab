package io.stateprint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.portrait.Portrait;
import io.stateprint.portrait.World;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.StyleEstimate;
import io.stateprint.prompts.Style;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
  private static final Portrait CREATIVE =
      Portrait.of("last", World.prompts(), new World(8, 3, 2, 9).scores(Style.CREATIVITY), 200, 1);
  private static final Portrait NOTHING =
      Portrait.of("user", World.prompts(), new World(8, 8, 0, 4).scores(Style.CREATIVITY), 200, 1);

  @ParameterizedTest
  @ValueSource(strings = {"words", "scores"})
  void bothLanguagesSayTheSameThings(String bundle) {
    assertThat(new TreeSet<>(words(bundle, "ru").keySet()))
        .isEqualTo(new TreeSet<>(words(bundle, "en").keySet()));
  }

  @Test
  void printsWhatThePortraitHolds() {
    String page = TextReport.of(run(false), List.of(model(CREATIVE, NOTHING)), "en");
    int layer = CREATIVE.band().get(CREATIVE.band().size() - 1);

    for (Style style : Style.values()) {
      StyleEstimate at = estimate(style, layer);
      assertThat(page)
          .contains(
              String.format(
                  Locale.ROOT,
                  "%+.3f [ %+.3f,  %+.3f]",
                  at.estimate(),
                  at.interval().low(),
                  at.interval().high()));
    }
    assertThat(page)
        .contains("Dominant style: creativity", "Style reads out from layer")
        .contains("No decision layer", "support", "emotional", "ungraded")
        .contains("Not measured: percent of the model's own range", "lack conditions +empathy")
        .contains("Tables: file:/store (run_id=nightly)", "weights aaaaaaaaaaaa,")
        .doesNotContain("RANDOM WEIGHTS", "{0}", "NaN");
  }

  @Test
  void printsRussianWithRussianNumbers() {
    String page = TextReport.of(run(false), List.of(model(CREATIVE)), "ru");

    assertThat(page)
        .contains("Доминирующий стиль: творчество", "поддержка", "анализ", "эмоции", "Таблицы:")
        .containsPattern("[+-]\\d,\\d{3}")
        .doesNotContain("support", "analytic", "{0}", "NaN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void warnsOfRandomWeightsAboveTheModelAndEveryPortrait(String language) {
    String banner = words(language).getString("random.weights");
    List<String> lines =
        TextReport.of(run(true), List.of(model(CREATIVE, NOTHING)), language).lines().toList();

    assertThat(lines.get(0)).isEqualTo(banner);
    for (String key : List.of("pooling.last", "pooling.user")) {
      String title = words(language).getString(key).replace("''", "'");
      assertThat(lines.get(lines.indexOf(title) - 1)).isEqualTo(banner);
    }
  }

  @Test
  void everyWarningIsSpelledOut() {
    String page = TextReport.of(run(false), List.of(model(CREATIVE, NOTHING)), "en");

    assertThat(CREATIVE.warnings()).contains("W06", "W26");
    CREATIVE.warnings().forEach(code -> assertThat(page).contains(code + ": "));
  }

  @Test
  void saysWhatTheFewDimensionsAre() {
    String page = TextReport.of(run(false), List.of(model(withTopShare(0, 0.3))), "en");
    String massive = TextReport.of(run(false), List.of(model(withTopShare(2, 0.3))), "en");

    assertThat(page).contains("W02: three dimensions hold over a tenth", "none is massive");
    assertThat(massive).contains("massive ones are left out").doesNotContain("none is massive");
  }

  private static Portrait withTopShare(int massive, double share) {
    return Portrait.of(
        "last",
        World.prompts(),
        new World(4, 2, 2, 9)
            .scores(Style.EMPATHY).stream()
                .map(
                    scores ->
                        new LayerScores(
                            scores.layer(),
                            scores.depth(),
                            new LayerScores.AnchorGeometry(
                                scores.anchors().gram(),
                                scores.anchors().frameStyle(),
                                scores.anchors().frameSizes(),
                                scores.anchors().heldOut(),
                                scores.anchors().reliability(),
                                massive,
                                share),
                            scores.anisotropy(),
                            scores.prompts()))
                .toList(),
        50,
        1);
  }

  @Test
  void aNumberThatIsNotThereIsADashOnThePageAndNullInJson() throws IOException {
    Portrait single =
        Portrait.of(
            "last",
            World.prompts().subList(0, 1),
            new World(8, 3, 2, 9).scores(Style.EMPATHY).stream().map(ReportTest::first).toList(),
            200,
            1);
    ModelSection model = model(single);

    assertThat(TextReport.of(run(false), List.of(model), "en"))
        .doesNotContain("NaN")
        .contains("[      -,       -]")
        .contains("dominant style cannot be measured: a category has prompts of a single topic")
        .contains("decision layer cannot be measured")
        .doesNotContain("leads in");
    JsonNode json = new ObjectMapper().readTree(JsonReport.of(run(false), List.of(model)));
    JsonNode interval = json.at("/models/0/portraits/0/estimates/0/interval");
    assertThat(interval.path("low").isNull()).isTrue();
    assertThat(json.at("/models/0/portraits/0/estimates/0/estimate").isNumber()).isTrue();
    assertThat(json.at("/run/runId").asText()).isEqualTo("nightly");
  }

  private static LayerScores first(LayerScores scores) {
    return new LayerScores(
        scores.layer(),
        scores.depth(),
        scores.anchors(),
        scores.anisotropy(),
        scores.prompts().inOrder(new int[] {0}));
  }

  private static StyleEstimate estimate(Style style, int layer) {
    return CREATIVE.estimates().stream()
        .filter(e -> e.category().equals("all") && e.style() == style && e.layer() == layer)
        .findFirst()
        .orElseThrow();
  }

  private static ResourceBundle words(String language) {
    return words("words", language);
  }

  private static ResourceBundle words(String bundle, String language) {
    return ResourceBundle.getBundle(
        "io.stateprint.report." + bundle, Locale.forLanguageTag(language));
  }

  private static RunSection run(boolean randomWeights) {
    return new RunSection(
        "nightly",
        "0.1.0",
        1,
        200,
        "file:/store",
        List.of("bank"),
        List.of("b".repeat(64)),
        randomWeights);
  }

  private static ModelSection model(Portrait... portraits) {
    return new ModelSection(
        "m",
        new ModelSection.Facts(
            "llama", 8, 48, "F32", "float32", "a".repeat(64), "c".repeat(64), ""),
        new ModelSection.Cost(40, 640, 1 << 20, 1 << 20, 1.25, 300L << 20),
        List.of(),
        "its states lack conditions +empathy",
        List.of(portraits));
  }
}
