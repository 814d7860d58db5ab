package io.stateprint.prompts;

import static io.stateprint.prompts.ShippedPrompts.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BankTest {
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

  @Test
  void theShippedAdditionsAreWhole() {
    for (String lang : List.of("ru", "en")) {
      assertThat(Prompts.read(addition("calibration", lang)).get(0).entries()).hasSize(200);
      assertThat(Prompts.paraphrases(addition("paraphrases", lang)).get(0).entries())
          .hasSize(4 * 8)
          .allMatch(one -> one.prompt().lang().equals(lang));
      assertThat(Prompts.framings(addition("framings", lang)).get(0).entries()).hasSize(2 * 20);
      assertThat(Prompts.systemPrompts(addition("placebos", lang)).get(0).entries()).hasSize(12);
      assertThat(Prompts.systemPrompts(addition("systems", lang)).get(0).entries()).hasSize(8);
      assertThat(
              Prompts.frames(List.of(FOLDER.resolve("frames-1.2.0." + lang + ".jsonl")))
                  .get(0)
                  .entries())
          .hasSize(9);
    }
  }

  private static List<Path> addition(String name, String lang) {
    return List.of(FOLDER.resolve("%s-1.1.0.%s.jsonl".formatted(name, lang)));
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

  @Test
  void bothPolesOfAStyleAreSaidInTheSameWords() {
    for (String lang : List.of("ru", "en")) {
      List<StyleInstruction> all =
          Prompts.instructions(List.of(FOLDER.resolve("styles-1.0.0." + lang + ".jsonl")))
              .get(0)
              .entries();
      Map<String, StyleInstruction> byCondition =
          all.stream().collect(Collectors.toMap(StyleInstruction::condition, one -> one));
      assertThat(byCondition).hasSize(90).containsKeys("+empathy", "-nonsense", "+formality/w3");
      assertThat(byCondition).containsKeys("-empathy/weak", "+empathy/w2/strong");
      for (StyleInstruction more : all) {
        String less = more.condition().replace('+', '-');
        assertThat(sharedStems(more, Objects.requireNonNull(byCondition.get(less))))
            .describedAs(more.id())
            .isGreaterThan(0.5);
      }
    }
  }

  /** Share of the words of one that the other has too, endings aside. */
  private static double sharedStems(StyleInstruction one, StyleInstruction other) {
    Set<String> some = stems(one.text());
    Set<String> others = stems(other.text());
    return some.stream().filter(others::contains).count() / (double) some.size();
  }

  private static Set<String> stems(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1))
        .filter(word -> word.length() > 2)
        .map(word -> word.substring(0, Math.min(4, word.length())))
        .collect(Collectors.toSet());
  }
}
