package io.stateprint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.external.ExternalChecks;
import io.stateprint.external.ExternalStates;
import io.stateprint.external.KnownModel;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class ExternalReportTest {
  private static final ExternalChecks CHECKS = ExternalChecks.published();

  @Test
  void bothLanguagesSayTheSameThings() {
    for (String bundle : List.of("report.external", "external.phrases")) {
      assertThat(keys(bundle, "ru")).containsExactlyInAnyOrderElementsOf(keys(bundle, "en"));
    }
    assertThat(keys("report.external", "en"))
        .containsAll(CHECKS.ids().stream().map(id -> "title." + id).toList());
  }

  @Test
  void saysWhatEachCheckWouldNeed() {
    ExternalReport gemma = report("gemma-3-270m-it", "gemma3_text", 18, 640, 262144);

    assertThat(gemma.failed()).isFalse();
    assertThat(gemma.text("en"))
        .contains("gemma-3-270m-it: gemma3_text, 18 layers, width 640")
        .contains("E7 cosine of the means of harmful and harmless prompts (Gemma 3 270M it)")
        .contains("1.0000 1.0000 0.9999", "at layers 0 to 16, each ± 0.002")
        .contains("not run   needs a file of harmful prompts (--harmful; ", "; a file of harmless")
        .contains("Nothing was compared");
    assertThat(gemma.text("ru"))
        .contains("слоёв 18, ширина 640", "косинус средних вредных и безвредных запросов")
        .contains("не проверено  нужно: файл вредных запросов", "в слоях с 0 по 16, каждое ± 0.002")
        .doesNotContain("needs a file", "{0}");
    assertThat(report("gpt2", "gpt2", 12, 768, 50257).text("ru"))
        .contains("138, 378, 447 наибольшие в слоях с 1 по 9", "0.60 ± 0.10 в слоях с 1 по 7");
    assertThat(report("m", "mistral", 32, 4096, 32000).text("en"))
        .contains("beginnings of \"Summer is warm. Winter is cold.\\n\"");
  }

  private static ExternalReport report(
      String name, String architecture, int layers, int width, int vocabulary) {
    KnownModel model = new KnownModel(name, architecture, layers, width, vocabulary);
    return new ExternalReport(
        model, CHECKS.run(model, new ExternalStates(Map.of())), CHECKS.runnable());
  }

  private static List<String> keys(String bundle, String language) {
    return Collections.list(
        ResourceBundle.getBundle("io.stateprint." + bundle, Locale.forLanguageTag(language))
            .getKeys());
  }
}
