package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the command that ranks models for a task refuses. */
class ChooseTest extends CommandCase {
  private static final String OWN =
      """
      {"id": "own", "features": [
        {"feature": "score", "style": "creativity", "category": "%s", "weight": 1,
         "better": "higher", "low": 20, "high": 100}]}
      """;

  @Test
  void refusesOneModelBeforeItIsOpened() throws IOException {
    Ran ran = run(planted("x", "--profile", own("creative"), "sharp"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("sharp is the only model", "sweep.models");
    assertThat(folder.resolve("store")).doesNotExist();
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
