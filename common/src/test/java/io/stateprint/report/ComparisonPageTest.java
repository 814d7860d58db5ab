package io.stateprint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.geometry.LayerLikeness;
import io.stateprint.geometry.Likeness;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.profile.Interval;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.report.StylePair.Finding;
import io.stateprint.score.CategoryContrasts;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerScore;
import io.stateprint.score.ModelComparison;
import io.stateprint.score.ReliableBand;
import io.stateprint.score.ScoreEstimator;
import io.stateprint.score.StyleComparison;
import io.stateprint.score.Synthetic;
import io.stateprint.validity.Check;
import io.stateprint.validity.Grade;
import io.stateprint.validity.Pitfalls;
import io.stateprint.validity.ValidityTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {
  private static final List<PromptKey> BANK = Synthetic.bank(10, 2);
  private static final ScoreEstimator ESTIMATOR = ScoreEstimator.of(BANK, 300, 1);
  private static final double[] HIGH = {0.8, 0.4, 0.5, 0.5};
  private static final double[] LOW = {0.5, 0.4, 0.5, 0.5};

  /** Empathy differs, technicality does not, creativity fails a check, formality is not there. */
  private static final List<StylePair> STYLES = styles();

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(new TreeSet<>(words("ru").keySet())).isEqualTo(new TreeSet<>(words("en").keySet()));
    for (Check check : Check.values()) {
      assertThat(words("en").containsKey("check." + check)).isTrue();
    }
  }

  @Test
  void saysAtOnceWhatIsDistinguishableAndWhatIsNot() {
    assertThat(STYLES.stream().map(StylePair::finding))
        .containsExactly(Finding.DIFFERENT, Finding.ALIKE, Finding.UNTRUSTED, Finding.UNMEASURED);

    String page = ComparisonPage.of(run(), pair("chat", List.of()), "en");

    assertThat(page)
        .contains("Distinguishable: empathy.", "Not distinguishable: technicality.")
        .contains("Not to be trusted, whatever the numbers: creativity.")
        .contains("Not measured: formality.")
        .contains("one is ", " more empathic than other (P=", "one is higher (grade B)")
        .contains("formality: no score of one, other", "creativity: do not trust")
        .contains("run nightly", "seed 7", "bootstrap of 300 draws", "texts abcdef")
        .doesNotContain("NaN", "{0}", "W10");
  }

  @Test
  void theRussianPageIsRussian() {
    String page = ComparisonPage.of(run(), pair("chat", List.of()), "ru");

    assertThat(page)
        .contains("Различимы: эмпатия.", "Не различимы: техничность.", "эмпатичнее other (P=")
        .contains("Не доверять, каковы бы ни были числа: креативность.")
        .containsPattern("[+-]\\d+,\\d")
        .doesNotContain("grade", "score", "NaN", "{0}", "no layer");
  }

  @Test
  void formatsThatDifferAreSaidBeforeAnyNumber() {
    String page = ComparisonPage.of(run(), pair("plain", List.of()), "en");

    assertThat(page).contains("W10: the formats differ (one: chat, other: plain)");
    assertThat(page.indexOf("W10")).isLessThan(page.indexOf("At a glance"));
  }

  @Test
  void likenessBeyondCategoriesIsMarked() {
    Likeness strong = new Likeness(0.8, 0.02, new Interval(0.76, 0.84), 0.3, 0.001);
    Likeness weak = new Likeness(0.31, 0.02, new Interval(0.27, 0.35), 0.3, 0.4);
    String page =
        ComparisonPage.of(
            run(),
            pair(
                "chat",
                List.of(
                    new LayerLikeness(0, 0, 0.5, 0.5, weak, weak, Likeness.NONE),
                    new LayerLikeness(1, 1, 1, 1, strong, weak, strong))),
            "en");

    assertThat(page)
        .contains("0.80 [ 0.76;  0.84] ( 0.30)*", "CKA: alike beyond the categories at 1 of 2")
        .contains("RSA: alike beyond the categories at 0 of 2")
        .contains("style RSA: alike beyond the categories at 1 of 1 depths");
    assertThat(ComparisonPage.of(run(), pair("chat", List.of()), "en"))
        .contains("Not measured: three topics are needed");
  }

  @Test
  void jsonHoldsWhatThePageSays() throws IOException {
    JsonNode json = new ObjectMapper().readTree(ComparisonJson.of(run(), pair("plain", List.of())));

    assertThat(json.at("/unlikeness/0").asText()).isEqualTo("FORMAT");
    assertThat(json.at("/styles/0/finding").asText()).isEqualTo("DIFFERENT");
    assertThat(json.at("/styles/0/difference/value").asDouble())
        .isEqualTo(STYLES.get(0).comparison().difference().value());
    assertThat(json.at("/styles/0/said").asBoolean()).isTrue();
    assertThat(json.at("/styles/3/difference/value").isNull()).isTrue();
    assertThat(json.at("/styles/3/difference/why").asText()).contains("no layer is reliable");
    assertThat(json.at("/first/facts/computeType").asText()).isEqualTo("float32");
  }

  private static List<StylePair> styles() {
    List<LayerScore> first = layers(HIGH, 12, 2);
    List<LayerScore> second = layers(LOW, 12, 3);
    List<LayerScore> weak = layers(LOW, 0, 2);
    List<StylePair> out = new ArrayList<>();
    List<StyleVerdict> a = new ArrayList<>();
    List<StyleVerdict> b = new ArrayList<>();
    for (Style style : Style.values()) {
      boolean none = style == Style.FORMALITY;
      Check worst = Check.V5;
      double value = style == Style.CREATIVITY ? 0.2 : 0.9;
      a.add(verdict(style, none ? weak : first, List.of(worst.judge(value))));
      b.add(verdict(style, none ? weak : second, List.of(worst.judge(0.9))));
    }
    List<StyleComparison> comparisons =
        ModelComparison.of(
            new ModelComparison.Pair(
                a.stream().map(StyleVerdict::headline).toList(),
                b.stream().map(StyleVerdict::headline).toList()),
            ESTIMATOR.draws());
    for (Style style : Style.values()) {
      int k = style.index();
      out.add(new StylePair(comparisons.get(k), a.get(k), b.get(k)));
    }
    return out;
  }

  private static StyleVerdict verdict(
      Style style, List<LayerScore> layers, List<ValidityTest> tests) {
    Headline headline = Headline.of(ReliableBand.of(style, layers), layers);
    return new StyleVerdict(
        headline,
        tests,
        Grade.of(tests),
        Pitfalls.ofHeadline(headline, tests, 0.9, new Pitfalls.Instructions(0.9, 0.5)),
        CategoryContrasts.of(headline, ESTIMATOR.clusters().categories()));
  }

  private static List<LayerScore> layers(double[] lean, double strength, long seed) {
    return List.of(ESTIMATOR.score(new Synthetic(BANK, 32, strength, lean, seed).gram()));
  }

  private static PairSection pair(String format, List<LayerLikeness> layers) {
    return new PairSection(
        model("one", "chat"),
        model("other", format),
        new PairSection.Asked("last", BANK.size(), 40, ESTIMATOR.clusters().categories(), 999),
        STYLES,
        Set.of(),
        layers);
  }

  private static ComparedModel model(String id, String format) {
    return new ComparedModel(
        id, new ModelSection.Facts("llama", 4, 32, "F16", "float32", id, "t", "s"), format, "");
  }

  private static RunSection run() {
    return new RunSection(
        "nightly", "0.1.0", 7, 300, "file:/store", List.of("bank"), List.of("abcdef"), false);
  }

  private static ResourceBundle words(String language) {
    return ResourceBundle.getBundle(
        "io.stateprint.report.comparison", Locale.forLanguageTag(language));
  }
}
