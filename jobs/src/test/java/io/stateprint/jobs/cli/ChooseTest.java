package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The command that ranks models for a task. */
class ChooseTest extends CommandCase {
  private static final String OWN =
      """
      {"id": "own", "features": [
        {"feature": "score", "style": "creativity", "category": "%s", "weight": 1,
         "better": "higher", "low": 20, "high": 100}]}
      """;

  @Test
  void ranksPlantedModelsByAProfileOfOnesOwn() throws IOException {
    Ran ran = run(planted("r", "--profile", own("creative"), "--json"));
    JsonNode page = json(ran);

    assertThat(ran.code()).isZero();
    assertThat(page.path("winner").textValue()).isEqualTo("base");
    assertThat(page.path("indistinguishable").toString()).isEqualTo("[\"base\"]");
    assertThat(page.path("possible").booleanValue()).isTrue();
    assertThat(page.path("dropped")).isEmpty();
    assertThat(page.path("profile").path("sha256").textValue()).hasSize(64);
    JsonNode features = page.path("models").get(1).path("features").get(0);
    assertThat(page.path("models").get(1).path("id").textValue()).isEqualTo("base");
    assertThat(features.path("estimate").doubleValue()).isBetween(80.0, 105.0);
    assertThat(features.path("interval").path("low").doubleValue()).isGreaterThan(70);
    assertThat(page.path("run").path("replicates").intValue()).isEqualTo(2000);

    Ran same =
        run(planted("r", "--profile", own("creative"), "--set", "report.language=ru", "sharp"));
    assertThat(same.code()).isEqualTo(1);
    assertThat(same.err()).contains("sharp is the only model", "sweep.models");
  }

  @Test
  void refusesAProfileThatIsWrongBeforeAnyModelIsOpened() throws IOException {
    Ran name = run(planted("x", "--profile", "suport"));
    Ran key = run(planted("x", "--profile", file("{\"id\": \"a\", \"featurs\": []}")));
    Ran category = run(planted("x", "--profile", own("poetry")));
    Ran pooling =
        run(
            planted(
                "x",
                "--profile",
                file(
                    Files.readString(Path.of(own("creative")))
                        .replace("{\"id\"", "{\"pooling\": \"user\", \"id\"")),
                "--set",
                "sweep.sampling.pooling=[last]"));
    Ran none = run(planted("x"));

    assertThat(List.of(name.code(), key.code(), category.code(), pooling.code()))
        .containsExactly(1, 1, 1, 1);
    assertThat(name.err()).contains("suport", "one of [support, creative, analytics]");
    assertThat(key.err()).contains("own.json: the profile has unknown keys [featurs]");
    assertThat(category.err())
        .contains("own.json names the category \"poetry\"", "[analytic, creative,");
    assertThat(pooling.err()).contains("pooled by user, the run samples [last]");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--profile");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void saysWhatARunLacks() throws IOException {
    Ran ran =
        run(
            planted(
                "bare",
                "--profile",
                "creative",
                "--set",
                "sweep.conditions=[default]",
                "--set",
                "sweep.framings=[]",
                "--set",
                "sweep.further-conditions=default"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("+empathy", "sweep.conditions = all");
  }

  private String own(String category) throws IOException {
    return file(OWN.formatted(category));
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("own.json"), text).toString();
  }

  private String[] planted(String run, String... more) throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("choose.conf"),
            """
            sweep {
              run-id = %s
              store = "%s"
              models = [
                { id = sharp, checkpoint = "data-samples/planted/sharp" }
                { id = base, checkpoint = "data-samples/planted/base", format = plain }
              ]
              paraphrases = []
              framings = []
              controls { wordings = [], doses = [], nonsense = false, prompts = 1 }
              system-prompts { files = [], placebos = [], prompts = 1 }
              sampling.layers = [5, 6, 7, 8]
            }
            spark.master = "local[2]"
            """
                .formatted(run, folder.resolve("store")));
    return Stream.concat(Stream.of("choose", "--quiet", "--conf", conf.toString()), Stream.of(more))
        .toArray(String[]::new);
  }
}
