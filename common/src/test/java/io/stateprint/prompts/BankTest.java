package io.stateprint.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankTest {
  @TempDir private Path folder;
  private static final Path FOLDER =
      Path.of("../data-samples/prompts").toAbsolutePath().normalize();

  @Test
  void theShippedFilesAreClean() {
    assertThat(BankLinter.lint(FOLDER)).isEmpty();
  }

  @Test
  void theShippedFilesAreWhole() {
    for (String lang : List.of("ru", "en")) {
      assertThat(
              Prompts.read(List.of(FOLDER.resolve("bank-1.0.0." + lang + ".jsonl")))
                  .get(0)
                  .entries())
          .hasSize(100);
      assertThat(
              Prompts.anchors(List.of(FOLDER.resolve("anchors-1.0.0." + lang + ".jsonl")))
                  .get(0)
                  .entries())
          .hasSize(160);
      assertThat(
              Prompts.instructions(List.of(FOLDER.resolve("styles-1.0.0." + lang + ".jsonl")))
                  .get(0)
                  .entries())
          .hasSize(5 * 2 * 3 * 3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | \"topic\": \"refund\" | \"topic\": \"late parcel\" | repeats the topic late parcel",
        "en | \"category\": \"support\" | \"category\": \"sport\" | has the category sport",
        "en | The parcel was due on Tuesday; | Please: the parcel was due Tuesday; | names a style",
        "en | The parcel was due on Tuesday; it is Friday and the status | The parcel | 8 to 15",
        "ru | не меняется. | не меняется \u2709. | emoji",
        "ru | \"address\": \"вы\" | \"address\": \"ты\" | say ты",
        "en | \"pair_id\": \"sup-001\" | \"pair_id\": \"sup-999\" | no English twin sup-001",
        "en | \"form\": \"question\" | \"form\": \"task\" | texts that are a question",
        "en | \"len_band\": \"long\" | \"len_band\": \"endless\" | length band endless",
        "en | \"valence\": \"positive\" | \"valence\": \"negative\" | positive texts",
        "ru | \"lang\": \"ru\" | \"lang\": \"en\" | not in language ru",
        "en | Yesterday my job was cut | Sad, afraid, I cry: yesterday my job was cut | words",
      })
  void findsAPlantedFault(String lang, String right, String wrong, String finding)
      throws IOException {
    for (String language : List.of("ru", "en")) {
      String name = "bank-1.0.0." + language + ".jsonl";
      String text = Files.readString(FOLDER.resolve(name));
      assertThat(!language.equals(lang) || text.contains(right)).isTrue();
      Files.writeString(
          folder.resolve(name), language.equals(lang) ? text.replace(right, wrong) : text);
    }

    assertThat(BankLinter.lint(folder)).anyMatch(sentence -> sentence.contains(finding));
  }

  @Test
  void findsATextThatIsNearlyAnother() throws IOException {
    for (String language : List.of("ru", "en")) {
      String name = "bank-1.0.0." + language + ".jsonl";
      List<String> lines = new ArrayList<>(Files.readAllLines(FOLDER.resolve(name)));
      lines.set(1, lines.get(0).replace("sup-001", "sup-002").replace("late parcel", "refund"));
      Files.write(folder.resolve(name), lines);
    }

    assertThat(BankLinter.lint(folder))
        .anyMatch(sentence -> sentence.contains("is nearly the text of sup-001-en"));
  }

  @Test
  void wordsAloneTellTheCategoryOfATextBetterThanChance() {
    List<BankRecord> records =
        JsonLines.read(
                FOLDER.resolve("bank-1.0.0.en.jsonl"),
                fields -> BankRecord.of(FOLDER.resolve("bank-1.0.0.en.jsonl"), fields))
            .entries();
    long right =
        records.stream()
            .filter(record -> nearest(record, records).equals(record.prompt().category()))
            .count();

    assertThat(right).isGreaterThan(40);
  }

  /** The category whose other texts share most words with a text, rare words counting more. */
  private static String nearest(BankRecord record, List<BankRecord> records) {
    Map<String, Double> score = new TreeMap<>();
    for (String word : record.vocabulary()) {
      List<BankRecord> with =
          records.stream().filter(r -> !r.equals(record) && r.vocabulary().contains(word)).toList();
      with.forEach(r -> score.merge(r.prompt().category(), 1.0 / with.size(), Double::sum));
    }
    return score.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  @Test
  void anchorsCrossStylesFramesAndTopicsInBothLanguages() {
    for (String lang : List.of("ru", "en")) {
      List<Anchor> anchors =
          Prompts.anchors(List.of(FOLDER.resolve("anchors-1.0.0." + lang + ".jsonl")))
              .get(0)
              .entries();
      assertThat(anchors.stream().map(a -> a.style() + a.frame() + a.topic()).distinct())
          .hasSize(4 * 8 * 5);
      assertThat(anchors.stream().map(Anchor::text).distinct()).hasSize(160);
    }
  }

  @Test
  void instructionsOfBothPolaritiesAreOfOneLength() {
    for (String lang : List.of("ru", "en")) {
      List<StyleInstruction> all =
          Prompts.instructions(List.of(FOLDER.resolve("styles-1.0.0." + lang + ".jsonl")))
              .get(0)
              .entries();
      for (StyleInstruction more : all) {
        StyleInstruction less =
            all.stream()
                .filter(
                    one ->
                        one.style().equals(more.style())
                            && one.wording() == more.wording()
                            && one.dose().equals(more.dose())
                            && !one.polarity().equals(more.polarity()))
                .findFirst()
                .orElseThrow();
        assertThat(less.text().split(" ", -1).length)
            .describedAs(more.id())
            .isBetween(
                more.text().split(" ", -1).length - 2, more.text().split(" ", -1).length + 2);
      }
    }
  }
}
