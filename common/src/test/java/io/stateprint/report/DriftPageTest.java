package io.stateprint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.drift.ModelWatch;
import io.stateprint.drift.WatchLaw;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftPageTest {
  private static final DriftSection MOVED = section(WatchLaw.watch(77, 12, "new"), "");
  private static final DriftSection SAME = section(WatchLaw.watch(0, 0, "old"), "");

  @Test
  void saysTheVerdictFirstAndWhatItRestsOn() {
    String page = DriftText.of(List.of(MOVED), "store", "en");

    assertThat(page)
        .startsWith("m: run now (2026-02-02) held against run ref (2026-01-01)")
        .contains(
            "L3: THE PERSONALITY CHANGED. Alarm (exit code 3).",
            "Different artefacts: weights.",
            "First layer that moved: 2.",
            "The article's rule: mean raw distance",
            "V18: ",
            "V19, the first replicate once more: equal to the bit (green)",
            "V8, numeric floor of empathy: 0.0",
            "ALARM at run now.",
            "ref: weights 0123456789ab,",
            "Table drift: store (run_id=now)")
        .doesNotContain("{0}", "{1}", "NaN");
  }

  @Test
  void bothLanguagesSayTheSame() {
    for (DriftSection section : List.of(MOVED, SAME)) {
      List<String> english = DriftText.of(List.of(section), "s", "en").lines().toList();
      List<String> russian = DriftText.of(List.of(section), "s", "ru").lines().toList();
      assertThat(russian).hasSameSizeAs(english);
      assertThat(String.join("", russian)).doesNotContain("{0}", "{1}", "NaN");
    }
    assertThat(DriftText.of(List.of(SAME), "s", "ru"))
        .contains("L0: те же артефакты", "Тревоги нет.", "до бита повторяет ref, не считается");
  }

  /** A terminal parts a table where no row has a letter in two places; titles leave them free. */
  @Test
  void titlesStandAboveTheirColumns() {
    for (String language : List.of("en", "ru")) {
      List<String> lines = DriftText.of(List.of(MOVED), "s", language).lines().toList();
      for (String title : List.of("p (max-T)", "[90%")) {
        int at =
            IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains(title))
                .findFirst()
                .orElseThrow();
        List<String> head = columns(lines.get(at));
        assertThat(columns(lines.get(at + 1))).hasSizeGreaterThanOrEqualTo(head.size());
        assertThat(head).hasSizeGreaterThanOrEqualTo(title.equals("[90%") ? 4 : 7);
        assertThat(lines.get(at + 1).charAt(lines.get(at).indexOf(title) - 1)).isEqualTo(' ');
      }
    }
  }

  private static List<String> columns(String row) {
    return List.of(row.strip().split(" {2,}(?![^\\[]*\\])"));
  }

  @Test
  void aComparisonWithoutPercentsSaysWhy() {
    ModelWatch watch = MOVED.watch();
    DriftSection section =
        section(
            new ModelWatch(
                watch.layers(),
                watch.selfTest(),
                watch.run(),
                watch.legacy(),
                watch.replay(),
                null,
                null,
                watch.verdict(),
                null),
            "run now lacks conditions +empathy");

    assertThat(DriftText.of(List.of(section), "s", "en"))
        .contains("V19: not run")
        .doesNotContain("Personality (L3)", "Series:");
  }

  @Test
  void jsonHoldsEveryLayerAndStyle() throws IOException {
    JsonNode model =
        new ObjectMapper().readTree(DriftJson.of(List.of(MOVED), "store")).path("models").path(0);

    assertThat(model.path("verdict").asText()).isEqualTo("L3");
    assertThat(model.path("representation").path("layers")).hasSize(3);
    assertThat(model.path("personality").path("styles")).hasSize(4);
    assertThat(model.path("self_test").path("planted")).hasSize(3);
    assertThat(model.path("series").path("looks")).hasSize(1);
    assertThat(model.path("bitwise_equal").asBoolean()).isFalse();
  }

  private static DriftSection section(ModelWatch watch, String unscored) {
    return new DriftSection(
        "m",
        side("ref", "2026-01-01"),
        side("now", "2026-02-02"),
        new DriftSection.Basis(20, 20, 6, List.of("float32"), "last", 1),
        watch,
        unscored);
  }

  private static DriftSection.Side side(String run, String finished) {
    return new DriftSection.Side(
        run, finished, "0123456789abcdef", "t", "", List.of("p"), "float32", "0.1.0");
  }
}
