package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of HTML: the numbers of the other commands, and what it says where something lacks. */
class ReportTest extends PlantedCommandCase {
  private static final String TWO =
      "sweep.models=[{id = sharp, checkpoint = \"%s\"}, {id = smooth, checkpoint = \"%s\"}]"
          .formatted(SHARP, SMOOTH);

  @Test
  void showsTheNumbersOfSweepCompareAndChoose() throws IOException {
    Ran swept = run(planted("sweep", "two", "--json", "--set", TWO, "--set", ALL));
    assertThat(swept.code()).as(swept.err()).isZero();
    JsonNode sweep = new ObjectMapper().readTree(swept.out());
    Path page = Path.of(sweep.path("report").asText());
    assertThat(page).isEqualTo(folder.resolve("store/report-two.html"));
    JsonNode compare =
        json(
            run(
                planted(
                    "compare",
                    "two",
                    "--json",
                    "--set",
                    TWO,
                    "--set",
                    ALL,
                    "--set",
                    "sweep.system-prompts { files = [], placebos = [] }",
                    "sharp",
                    "smooth")));

    JsonNode ofSweep = data(page);
    Path own = folder.resolve("own.html");
    JsonNode report = json(run(report("--out", own.toString(), "--json")));
    JsonNode ofReport = data(own);

    assertThat(report.path("report").asText()).isEqualTo(own.toString());
    assertThat(report.path("bytes").asLong()).isEqualTo(Files.size(own)).isLessThan(3_000_000);
    assertThat(ofReport.at("/runs/0/models")).isEqualTo(ofSweep.at("/runs/0/models"));
    assertThat(ofReport.at("/runs/0/found")).isEqualTo(ofSweep.at("/runs/0/found"));
    scoresAreThoseOfSweep(ofReport, sweep);
    pairIsThatOfCompare(ofReport.at("/runs/0/found/pairs/0"), compare);
    assertThat(ofReport.at("/runs/0/found/choices")).hasSize(3);
    assertThat(ofReport.at("/runs/0/models/1/maps/last/layers").size()).isGreaterThan(3);
    assertThat(keys(ofReport.at("/runs/0/gaps"))).contains("align.none", "systems.none");
    assertThat(ofReport.at("/runs/0/prompts/texts/0").asText())
        .isNotEmpty()
        .doesNotContain("<|", "user\n");
  }

  private static void scoresAreThoseOfSweep(JsonNode page, JsonNode sweep) {
    for (int m = 0; m < 2; m++) {
      for (JsonNode style : sweep.at("/models/" + m + "/scores/0/styles")) {
        JsonNode own =
            page.at(
                "/runs/0/models/" + m + "/poolings/last/scores/" + style.path("style").asText());
        assertThat(own.path("grade")).isEqualTo(style.path("grade"));
        near(own.at("/all/e"), style.at("/percent/value"));
        near(own.at("/all/l"), style.at("/percent/interval/low"));
      }
    }
  }

  private static void pairIsThatOfCompare(JsonNode pair, JsonNode compare) {
    assertThat(pair.path("styles")).hasSize(4);
    for (int k = 0; k < 4; k++) {
      JsonNode style = pair.path("styles").get(k);
      JsonNode theirs = compare.path("styles").get(k);
      near(style.at("/difference/e"), theirs.at("/difference/value"));
      assertThat(style.path("sentences").path("en").asText()).isNotEmpty();
      assertThat(style.path("sentences").path("ru").asText()).isNotEmpty();
    }
    assertThat(pair.path("layers").size()).isEqualTo(compare.path("geometry").size()).isPositive();
    near(pair.at("/layers/0/cka/e"), compare.at("/geometry/0/cka/value"));
  }

  @Test
  void anEmptyStoreIsAPageThatSaysSo() throws IOException {
    Files.createDirectory(folder.resolve("store"));
    Path page = folder.resolve("empty.html");

    Ran ran = run(report("--out", page.toString()));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("empty.html", "The store has no finished run");
    assertThat(keys(data(page).path("gaps"))).containsExactly("store.empty");
  }

  @Test
  void aStoreThatIsNotThereIsRefused() {
    Ran ran = run(report("--out", folder.resolve("x.html").toString()));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("Cannot report on the store").contains("--store");
    assertThat(folder.resolve("x.html")).doesNotExist();
  }

  @Test
  void aRunThatIsNotThereAndAFolderThatIsNotThereAreRefused() throws IOException {
    run(sweep("one"));

    Ran unknown = run(report("--out", folder.resolve("x.html").toString(), "--run", "other"));
    Ran nowhere = run(report("--out", folder.resolve("no/x.html").toString()));

    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("run other: it is not in the store, which has one");
    assertThat(nowhere.err()).contains("no such folder", "--out");
  }

  @Test
  void whatARunLacksIsNamedAndTheRestIsShown() throws IOException {
    run(sweep("plain"));
    run(with("sample", "half"));
    run(with("sample", "only"));
    delete("runs/run_id=half/model_id=m/_SUCCESS");
    Files.move(
        folder.resolve("store/profiles/run_id=plain"),
        folder.resolve("store/profiles/run_id=only"));
    Path page = folder.resolve("lacking.html");

    Ran ran = run(report("--out", page.toString()));

    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode data = data(page);
    assertThat(keys(data.path("gaps"))).contains("run.unfinished");
    JsonNode plain = runOf(data, "plain");
    assertThat(keys(plain.at("/models/0/gaps"))).contains("table.profiles");
    assertThat(keys(plain.path("gaps"))).contains("random", "states.lack", "states.none");
    JsonNode only = runOf(data, "only");
    assertThat(keys(only.at("/models/0/gaps"))).contains("unscored", "table.portraits");
    assertThat(only.at("/models/0/poolings/last/article/empathy/e").size()).isEqualTo(2);
    assertThat(plain.at("/models/0/maps/last/layers").size()).isEqualTo(2);
  }

  @Test
  void aTableOfAnotherVersionIsNamed() throws IOException {
    run(sweep("old"));
    Path scores = folder.resolve("store/profiles/run_id=old/model_id=m");
    Path other = folder.resolve("store/portraits/run_id=old/model_id=m");
    for (Path file : parquet(scores)) {
      Files.delete(file);
    }
    for (Path file : parquet(other)) {
      Files.copy(file, scores.resolve(file.getFileName()));
    }
    Path page = folder.resolve("old.html");

    Ran ran = run(report("--out", page.toString()));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("Table profiles of model m cannot be read");
    assertThat(keys(data(page).at("/runs/0/models/0/gaps"))).contains("unreadable");
  }

  @Test
  void withoutStatesTheTablesAreShown() throws IOException {
    run(sweep("gone"));
    Path page = folder.resolve("gone.html");

    Ran quick = run(report("--out", page.toString(), "--no-states"));
    assertThat(keys(data(page).at("/runs/0/gaps"))).contains("states.unasked");
    deleteAll("states");
    Ran gone = run(report("--out", page.toString()));

    assertThat(List.of(quick.code(), gone.code())).containsExactly(0, 0);
    assertThat(keys(data(page).at("/runs/0/gaps"))).contains("states.gone");
    assertThat(keys(data(page).at("/runs/0/models/0/gaps"))).contains("map.states");
    assertThat(data(page).at("/runs/0/prompts/ids")).hasSize(10);
  }

  @Test
  void aSweepMayGoWithoutAPage() throws IOException {
    Ran ran = run(sweep("none", "--set", "report.page=false"));

    assertThat(ran.out()).doesNotContain("Report:");
    assertThat(folder.resolve("store/report-none.html")).doesNotExist();
  }

  private static final String ALL = "sweep.conditions=all";

  private String[] report(String... more) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(
                "report", "--quiet", "--store", folder.resolve("store").toString()),
            java.util.stream.Stream.of(more))
        .toArray(String[]::new);
  }

  private static void near(JsonNode own, JsonNode other) {
    assertThat(own.isNumber()).isEqualTo(other.isNumber());
    assertThat(own.asDouble())
        .isCloseTo(
            other.asDouble(),
            org.assertj.core.api.Assertions.within(1e-4 + 1e-4 * Math.abs(other.asDouble())));
  }

  private static JsonNode runOf(JsonNode data, String id) {
    for (JsonNode run : data.path("runs")) {
      if (run.path("id").asText().equals(id)) {
        return run;
      }
    }
    throw new AssertionError("no run " + id);
  }

  private static List<String> keys(JsonNode gaps) {
    return gaps.findValuesAsText("key");
  }

  private List<Path> parquet(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet") || file.toString().endsWith(".crc"))
          .toList();
    }
  }

  private void delete(String file) throws IOException {
    Files.delete(folder.resolve("store").resolve(file));
  }

  private void deleteAll(String table) throws IOException {
    try (var files = Files.walk(folder.resolve("store").resolve(table))) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
