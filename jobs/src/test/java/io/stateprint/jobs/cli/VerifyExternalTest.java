package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.external.ExternalChecks;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.settings.SettingsLoader;
import io.stateprint.jobs.settings.SettingsSources;
import io.stateprint.report.ExternalReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Findings about a tiny gpt2, made to fit it or not; the published ones are about other models. */
class VerifyExternalTest extends CommandCase {
  private static final String TINY_GPT2 = "data-samples/models/tiny-gpt2";
  private static final String TINY_GEMMA3 = "data-samples/models/tiny-gemma3";
  private static final ExternalTexts NONE = new ExternalTexts(Optional.empty(), Optional.empty());

  @Test
  void comparesStatesOfWordsWithWhatIsExpected() throws IOException {
    double got = anisotropy(0, 1);
    assertThat(got).isBetween(0.05, 0.999);

    ExternalReport fits = report(check(got, 0.02));
    ExternalReport differs = report(check(got - 0.2, 0.1));

    assertThat(fits.failed()).isFalse();
    assertThat(fits.text("en"))
        .contains("X1", "pass", "Checks passed: 1, failed: 0, not run: 0.")
        .contains("grade A is not blocked");
    assertThat(differs.failed()).isTrue();
    assertThat(differs.text("en"))
        .contains("FAIL")
        .contains("A failed external check blocks grade A for all numbers of this model.");
    assertThat(differs.text("ru")).contains("НЕ СОШЛОСЬ", "закрывает надёжность A");
    JsonNode json = new ObjectMapper().readTree(differs.json());
    assertThat(json.get("blocks_grade_a").asBoolean()).isTrue();
    assertThat(json.get("checks").get(0).get("verdict").textValue()).isEqualTo("fail");
    assertThat(json.get("checks").get(0).get("got").textValue())
        .isEqualTo(String.format(Locale.ROOT, "%.2f", got));
  }

  @Test
  void aFailedFindingKeepsEveryNumberOfTheSameWeightsFromGradeA() throws IOException {
    String model = "sweep.models=[{id = m, checkpoint = \"%s\"}]".formatted(TINY_GPT2);
    String[] scored = {
      "--set",
      model.replace("}]", ", format = plain}]"),
      "--set",
      "sweep.prompts=\"%s\"".formatted(shortPrompts()),
      "--set",
      "sweep.conditions=all",
      "--set",
      "sweep.calibration=[data-samples/prompts/calibration-1.1.0.en.jsonl]",
      "--json"
    };
    JsonNode before = json(run(sweep("before", scored)));
    Settings settings =
        SettingsLoader.load(
            new SettingsSources(
                List.of(folder.resolve("sweep.conf")),
                List.of(model),
                HOME,
                Clock.systemUTC(),
                List.of()));
    ExternalReport fails = report(check(-1, 0.1));
    new ExternalRecord(settings, Progress.silent(System.err), Clock.systemUTC()).write(fails);
    JsonNode after = json(run(with("profile", "before", scored)));
    new ExternalRecord(settings, Progress.silent(System.err), Clock.systemUTC())
        .write(report(check(0, 2)));
    JsonNode mended = json(run(with("profile", "before", scored)));

    assertThat(fails.failed()).isTrue();
    assertThat(before.toString()).doesNotContain("W28");
    assertThat(after.findValues("warnings").toString()).contains("W28");
    assertThat(after.findValuesAsText("grade")).doesNotContain("A");
    assertThat(mended.toString()).doesNotContain("W28");
    assertThat(tables()).contains("external");
  }

  @Test
  void samplesTheStartTokenAndTheBeginningsOfTheSinkText() {
    ExternalReport report =
        report(
            """
            [{"id": "X3", "title": "t", "source": "s", "models": [{"model": "tiny", "architecture": "gpt2",
              "kind": "massive", "dimensions": [7], "first": 1, "last": 2}]}]
            """);

    assertThat(report.failed()).isTrue();
    assertThat(report.text("en")).contains("expected  7 massive from layer 1", "none massive");
  }

  @Test
  void comparesMeansOfTheUsersOwnPromptsUnderTheSystemPrompt() throws IOException {
    Path prompts =
        Files.writeString(
            folder.resolve("own.jsonl"),
            """
            {"id": "a", "text": "How do I boil an egg?"}
            {"id": "b", "text": "Where do whales sleep?"}
            """);
    String means =
        """
        [{"id": "X7", "title": "t", "source": "s", "models": [{"model": "tiny", "kind": "means",
          "cosines": [1, 1], "tolerance": 0.0001}]}]
        """;
    ExternalTexts same = new ExternalTexts(Optional.of(prompts), Optional.of(prompts));

    assertThat(report(means, TINY_GEMMA3, same).text("en")).contains("1.0000 1.0000; pass");
    assertThat(report(means, TINY_GEMMA3, NONE).text("en"))
        .contains("not run   needs a file of harmful prompts (--harmful", "Nothing was compared")
        .doesNotContain("pass\n");
  }

  @Test
  void saysWhichModelsHaveChecksWhereNoneFits() throws IOException {
    Ran page = run("verify-external", TINY_GPT2, "--quiet");
    Ran russian = run("verify-external", TINY_GPT2, "--quiet", "--set", "report.language=ru");
    JsonNode json = json(run("verify-external", TINY_GPT2, "--quiet", "--json"));

    assertThat(page.code()).isZero();
    assertThat(page.err()).isEmpty();
    assertThat(page.out())
        .contains("gpt2, 4 layers, width 48", "E10", "not run   needs the concepts of AxBench")
        .contains("Checks passed: 0, failed: 0, not run: 3.")
        .contains("Checks can be run on: GPT-2 124M (E1, E2), Llama 2 7B (E3)");
    assertThat(russian.out()).contains("порядок оценок", "не проведено: 3.");
    assertFits(page.out());
    assertFits(russian.out());
    assertThat(json.get("not_run").asInt()).isEqualTo(3);
    assertThat(json.get("models_with_checks").get("Gemma 3 270M it").get(0).textValue())
        .isEqualTo("E7");
  }

  @Test
  void wrongFilesAndModelsAreSaidInASentence() {
    Ran model = run("verify-external", "no-such-model", "--quiet");
    Ran file = run("verify-external", TINY_GPT2, "--quiet", "--harmful", "no-such.jsonl");

    assertThat(model.code()).isEqualTo(1);
    assertThat(model.err()).startsWith("Cannot ").contains("no-such-model");
    assertThat(file.code()).isEqualTo(1);
    assertThat(file.err()).startsWith("Cannot ").contains("no-such.jsonl");
    assertThat(run("verify-external").code()).isEqualTo(2);
  }

  /** Two topics a category, within the model's 256 tokens under every instruction. */
  private Path shortPrompts() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String category : List.of("support", "creative", "analytic", "emotional")) {
      for (int i = 0; i < 3; i++) {
        lines.add(
            "{\"id\": \"%s-%d\", \"category\": \"%1$s\", \"text\": \"Word %2$d.\"}"
                .formatted(category, i));
      }
    }
    return Files.write(folder.resolve("short.jsonl"), lines);
  }

  private static double anisotropy(double value, double tolerance) throws IOException {
    JsonNode json = new ObjectMapper().readTree(report(check(value, tolerance)).json());
    return Double.parseDouble(json.get("checks").get(0).get("got").textValue());
  }

  private static String check(double value, double tolerance) {
    return String.format(
        Locale.ROOT,
        """
        [{"id": "X1", "title": "t", "source": "s", "models": [{"model": "tiny", "architecture": "gpt2",
          "layers": 4, "width": 48, "kind": "anisotropy", "value": %f, "tolerance": %f, "first": 1, "last": 3}]}]
        """,
        value,
        tolerance);
  }

  private static ExternalReport report(String checks) {
    return report(checks, TINY_GPT2, NONE);
  }

  private static ExternalReport report(String checks, String model, ExternalTexts texts) {
    Settings settings =
        SettingsLoader.load(
            new SettingsSources(List.of(), List.of(), HOME, Clock.systemUTC(), List.of(model)));
    return new ExternalVerification(
            ExternalChecks.read(new ByteArrayInputStream(checks.getBytes(StandardCharsets.UTF_8))),
            Progress.silent(new PrintStream(System.err, true, StandardCharsets.UTF_8)))
        .of(settings, texts);
  }
}
