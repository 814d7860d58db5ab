package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code compare} answers, and what it refuses. */
class CompareTest extends CommandCase {
  private static final String PLANTED = "data-samples/planted/";

  @Test
  void oneModelUnderTwoNamesDiffersByNothing() throws IOException {
    List<String> twins =
        List.of("a", "b", "--prompts", some(2).toString(), "--set", "sweep.run-id=twins");
    JsonNode json = json(run(compare(with(twins, "--json"))));
    Ran page = run(compare(with(twins)));
    Ran russian = run(compare(with(twins, "--set", "report.language=ru")));

    assertThat(json.at("/unlikeness").toString()).isEqualTo("[\"SAME_WEIGHTS\"]");
    assertThat(json.at("/asked/prompts").asInt()).isEqualTo(48);
    for (JsonNode style : json.at("/styles")) {
      assertThat(style.at("/difference/value").asDouble(1)).isZero();
      assertThat(style.at("/simultaneous/low").asDouble(1)).isZero();
      assertThat(style.at("/simultaneous/high").asDouble(1)).isZero();
      assertThat(style.at("/common/value").asDouble()).isEqualTo(0.5);
      assertThat(style.at("/said").asBoolean()).isFalse();
      assertThat(style.at("/finding").asText()).isIn("ALIKE", "UNTRUSTED");
    }
    assertThat(json.at("/geometry").size()).isEqualTo(2);
    assertThat(json.at("/geometry/0/cka/value").asDouble()).isCloseTo(1, within(1e-9));
    assertThat(page.code()).isZero();
    assertThat(page.err()).isEmpty();
    assertThat(page.out())
        .contains("a against b; every difference", "this is one model under two names", "run twins")
        .contains("+0.0 [+0.0; +0.0]", "W26: prompts are a sample")
        .doesNotContain("NaN", "{0}", "Distinguishable");
    assertThat(russian.out())
        .contains("a против b; все разности", "это одна модель под двумя именами")
        .doesNotContain("NaN", "{0}", "distinguishable", "grade");
  }

  @Test
  void aModelIsNotComparedWithItself() throws IOException {
    refused(run(compare("a", "a")), "Cannot compare a with itself: name two models");
    refused(
        run(compare("/x/m", "/y/m")),
        "Cannot compare /x/m with /y/m: both would have the id m; give each its own");
  }

  @Test
  void whatARangeNeedsIsAskedForBeforeAnyModelIsOpened() throws IOException {
    refused(
        run(compare("gone", "b", "--set", "sweep.conditions=[default, \"+empathy\"]")),
        "Cannot compare models: sweep.conditions lacks -empathy, +technicality");
    refused(
        run(compare("gone", "b", "--set", "sweep.calibration=[]")),
        "Cannot compare models: there are no neutral prompts");
    refused(
        run(compare("gone", "b", "--pooling", "user", "--set", "sweep.sampling.pooling=[last]")),
        "Cannot compare states of pooling user: sweep.sampling.pooling has last");
  }

  @Test
  void promptsOfOneTopicAreRefusedBeforeAnyModelIsOpened() throws IOException {
    Path one =
        Files.writeString(
            folder.resolve("one.jsonl"),
            "{\"id\": \"x\", \"text\": \"Hello there\"}\n",
            StandardCharsets.UTF_8);

    refused(
        run(compare("gone", "b", "--prompts", one.toString())),
        "Cannot score category own: it has 1 topic; 2 or more are needed; add prompts on other"
            + " topics");
  }

  @Test
  void aPromptsFileThatIsNotThereIsNamed() throws IOException {
    Ran ran = run(compare("a", "b", "--prompts", "no-such.jsonl"));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("sweep.prompts", "no-such.jsonl", "there is no such file");
  }

  @Test
  void ofTwoModelsBothAreNeededBeforeEitherIsSampled() throws IOException {
    Ran ran = run(compare("b", "gone", "--prompts", some(20).toString()));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("Cannot find the model \"gone\"").doesNotContain("\tat ");
    assertThat(files()).noneMatch(file -> file.contains("model_id"));
  }

  @Test
  void theCommandTakesTwoModels() throws IOException {
    assertThat(run(compare("a")).code()).isEqualTo(2);
    assertThat(run(compare("a", "b", "c")).code()).isEqualTo(2);
  }

  private static void refused(Ran ran, String why) {
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith(why).doesNotContain("\tat ", "gone");
  }

  private static String[] with(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
  }

  /** Every so many prompts of the bank, a whole number from each category. */
  private Path some(int every) throws IOException {
    List<String> bank =
        Files.readAllLines(
            HOME.resolve("data-samples/prompts/bank-1.0.0.en.jsonl"), StandardCharsets.UTF_8);
    List<String> out = new ArrayList<>();
    for (int i = 0; i < bank.size(); i++) {
      if (i % 25 % every == 0 && i % 25 < 24) {
        out.add(bank.get(i));
      }
    }
    return Files.write(folder.resolve("some.jsonl"), out);
  }

  /** On the planted model under two ids. */
  private String[] compare(String... arguments) throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("pair.conf"),
            """
            sweep {
              store = "%s"
              models = [
                { id = a, checkpoint = "%s" }
                { id = b, checkpoint = "%s" }
              ]
              sampling { layers = [8, 10] }
              controls { wordings = [], doses = [], nonsense = false }
            }
            spark.master = "local[2]"
            """
                .formatted(folder.resolve("store"), PLANTED + "sharp", PLANTED + "sharp"));
    return Stream.concat(
            Stream.of("compare", "--quiet", "--conf", conf.toString()), Stream.of(arguments))
        .toArray(String[]::new);
  }
}
