package io.stateprint.jobs.sample;

import static io.stateprint.jobs.sample.TextCounts.byRole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.jobs.settings.ControlSettings;
import io.stateprint.jobs.settings.FurtherSettings;
import io.stateprint.jobs.settings.PromptSettings;
import io.stateprint.jobs.settings.SystemPromptSettings;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsTest {
  @TempDir private Path folder;

  @Test
  void furtherTextsComeInTheLanguagesOfThePrompts() {
    Texts english = Texts.read(WholeBank.settings("en"));
    Texts both = Texts.read(WholeBank.settings("en", "ru"));

    assertThat(english.texts()).allMatch(text -> text.lang().equals("en"));
    byRole(english)
        .forEach(
            (role, count) ->
                assertThat(byRole(both).get(role))
                    .describedAs(role)
                    .isEqualTo(role.equals("anchor") ? count : 2 * count));
    assertThat(of(both, "placebo")).allMatch(text -> text.condition().endsWith("-" + text.lang()));
  }

  @Test
  void conditionsAreSpelledByWordingDoseAndSystemPrompt() {
    Texts texts = Texts.read(WholeBank.settings("en"));

    assertThat(conditions(texts, "prompt")).hasSize(9).contains("default", "-formality");
    assertThat(conditions(texts, "control"))
        .hasSize(34)
        .contains("+empathy/w2", "-formality/w3", "+empathy/weak", "-creativity/strong")
        .contains("+nonsense", "-nonsense")
        .doesNotContain("default", "+empathy");
    assertThat(conditions(texts, "placebo")).hasSize(12).contains("placebo:pla-01-en");
    assertThat(conditions(texts, "system")).hasSize(8).contains("system:sys-08-en");
    for (String role : List.of("anchor", "calibration", "paraphrase", "framing")) {
      assertThat(conditions(texts, role)).containsExactly("default");
    }
    assertThat(of(texts, "control"))
        .filteredOn(text -> text.condition().equals("-nonsense"))
        .allMatch(text -> text.content().startsWith("Answer on odd days.\n"));
  }

  @Test
  void systemPromptsStandBesideTheUsersWords() {
    Texts texts = Texts.read(WholeBank.settings("en"));
    Map<String, String> plain =
        of(texts, "prompt").stream()
            .filter(text -> text.condition().equals("default"))
            .collect(Collectors.toMap(Text::promptId, Text::content));

    assertThat(of(texts, "system"))
        .allMatch(Text::hasSystem)
        .allMatch(text -> text.content().equals(plain.get(text.promptId())))
        .anyMatch(text -> text.system().startsWith("You are a poet."));
    assertThat(texts.texts())
        .filteredOn(text -> !List.of("system", "placebo").contains(text.role()))
        .noneMatch(Text::hasSystem);
  }

  @Test
  void someOfThePromptsAreSpreadOverTheCategories() {
    Texts texts = Texts.read(WholeBank.settings("en", "ru"));

    for (String lang : List.of("en", "ru")) {
      Map<String, Long> categories =
          of(texts, "control").stream()
              .filter(text -> text.lang().equals(lang) && text.condition().equals("+nonsense"))
              .collect(Collectors.groupingBy(Text::category, Collectors.counting()));
      assertThat(categories).hasSize(4).allSatisfy((category, n) -> assertThat(n).isEqualTo(10));
    }
    Set<String> english = topics(texts, "placebo", "en");
    assertThat(english).hasSize(20).isEqualTo(topics(texts, "placebo", "ru"));
  }

  @Test
  void aParaphraseIsAboutWhatItsOriginalIsAbout() throws IOException {
    PromptSettings own =
        own(
            file(
                "own.jsonl",
                "{\"id\": \"a\", \"category\": \"c\", \"topic\": \"t\", \"text\": \"x\"}"),
            further(
                "paraphrases", "{\"id\": \"a-p1\", \"paraphrase_of\": \"a\", \"text\": \"y\"}"));

    assertThat(of(Texts.read(own), "paraphrase"))
        .singleElement()
        .matches(text -> text.category().equals("c") && text.topic().equals("t"))
        .matches(text -> text.promptId().equals("a-p1") && text.content().equals("y"));
  }

  @Test
  void paraphrasesOfPromptsThatTheSweepLacksAreLeftOutAndCounted() throws IOException {
    Path own = file("own.jsonl", "{\"id\": \"a\", \"text\": \"x\"}");
    String known = "{\"id\": \"a-p1\", \"paraphrase_of\": \"a\", \"text\": \"y\"}";
    String unknown = "{\"id\": \"b-p1\", \"paraphrase_of\": \"b\", \"text\": \"z\"}";
    Texts whole = Texts.read(own(own, further("paraphrases", known)));
    Texts some = Texts.read(own(own, further("paraphrases", known, unknown)));
    Texts none = Texts.read(own(own, further("paraphrases", unknown)));

    assertThat(whole.notes()).isEmpty();
    assertThat(of(some, "paraphrase")).extracting(Text::promptId).containsExactly("a-p1");
    assertThat(some.notes())
        .containsExactly(
            "paraphrases.jsonl: 1 of 2 paraphrases are left out, their originals are no prompts of"
                + " this sweep");
    assertThat(of(none, "paraphrase")).isEmpty();
    assertThat(none.notes())
        .singleElement()
        .asString()
        .contains("no paraphrase is of a prompt of this sweep, all 1 are left out", "V5 and V9")
        .contains("sweep.paraphrases");
  }

  @Test
  void paraphrasesAndFramingsMayStandUnderTheConditionsOfTheSweep() {
    PromptSettings whole = WholeBank.settings("en");
    FurtherSettings plain = whole.further();
    Texts texts =
        Texts.read(
            WholeBank.with(
                whole,
                new FurtherSettings(
                    plain.calibration(),
                    plain.paraphrases(),
                    plain.framings(),
                    WholeBank.conditions(),
                    plain.controls(),
                    plain.systems())));

    assertThat(of(texts, "paraphrase")).hasSize(32 * 9);
    assertThat(of(texts, "framing")).hasSize(40 * 9);
    assertThat(of(texts, "calibration")).hasSize(200);
    assertThat(of(texts, "framing"))
        .filteredOn(text -> text.condition().equals("-formality"))
        .allMatch(text -> text.content().startsWith("Write as to a friend and not officially.\n"));
  }

  @Test
  void fewerPromptsThanAskedForAreAllTaken() throws IOException {
    PromptSettings own =
        own(
            file(
                "own.jsonl",
                "{\"id\": \"a\", \"category\": \"c\", \"text\": \"x\"}",
                "{\"id\": \"b\", \"category\": \"d\", \"text\": \"y\"}",
                "{\"id\": \"c\", \"category\": \"d\", \"text\": \"z\"}"),
            new FurtherSettings(
                List.of(),
                List.of(),
                List.of(),
                List.of("default"),
                new ControlSettings(List.of(), List.of(), true, 40),
                SystemPromptSettings.NONE));

    assertThat(of(Texts.read(own), "control"))
        .extracting(Text::promptId)
        .containsExactly("a", "a", "b", "b", "c", "c");
  }

  @Test
  void namesWhatDoesNotFitThePrompts() throws IOException {
    Path french = file("fr.jsonl", "{\"id\": \"f\", \"lang\": \"fr\", \"text\": \"Bonjour\"}");
    Path english = file("en.jsonl", "{\"id\": \"a\", \"text\": \"x\"}");

    assertThatThrownBy(
            () ->
                Texts.read(own(french, further("calibration", "{\"id\": \"c\", \"text\": \"y\"}"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("calibration.jsonl: the prompt \"f\" is in language fr")
        .hasMessageContaining("(sweep.calibration)");
    assertThatThrownBy(
            () ->
                Texts.read(
                    own(
                        file(
                            "two.jsonl",
                            "{\"id\": \"a\", \"text\": \"x\"}",
                            "{\"id\": \"r\", \"lang\": \"ru\", \"text\": \"x\"}"),
                        further(
                            "paraphrases",
                            "{\"id\": \"r-p1\", \"paraphrase_of\": \"r\", \"text\": \"y\"}",
                            "{\"id\": \"r-p2\", \"paraphrase_of\": \"r\", \"lang\": \"ru\","
                                + " \"text\": \"y\"}"))))
        .hasMessageContaining("paraphrase \"r-p1\" of paraphrases.jsonl: it is in language en")
        .hasMessageContaining("the prompt \"r\" in ru");
    assertThatThrownBy(
            () ->
                Texts.read(
                    own(english, further("calibration", "{\"id\": \"a\", \"text\": \"y\"}"))))
        .hasMessageContaining("the prompt \"a\" of en.jsonl: the calibration prompt of")
        .hasMessageContaining("has the same id");
    assertThatThrownBy(
            () ->
                Texts.read(
                    own(
                        french,
                        new FurtherSettings(
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of("default"),
                            new ControlSettings(List.of(), List.of(), true, 40),
                            SystemPromptSettings.NONE))))
        .hasMessageContaining("\"f\" of fr.jsonl under +nonsense")
        .hasMessageContaining("language fr (sweep.styles)");
  }

  private PromptSettings own(Path prompts, FurtherSettings further) {
    PromptSettings whole = WholeBank.settings("en");
    return new PromptSettings(
        List.of(prompts), whole.anchors(), whole.styles(), List.of("default"), further);
  }

  private FurtherSettings further(String key, String... lines) throws IOException {
    List<Path> files = List.of(file(key + ".jsonl", lines));
    return new FurtherSettings(
        key.equals("calibration") ? files : List.of(),
        key.equals("paraphrases") ? files : List.of(),
        List.of(),
        List.of("default"),
        ControlSettings.NONE,
        SystemPromptSettings.NONE);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static List<Text> of(Texts texts, String role) {
    return texts.texts().stream().filter(text -> text.role().equals(role)).toList();
  }

  private static Set<String> conditions(Texts texts, String role) {
    return of(texts, role).stream().map(Text::condition).collect(Collectors.toSet());
  }

  private static Set<String> topics(Texts texts, String role, String lang) {
    return of(texts, role).stream()
        .filter(text -> text.lang().equals(lang))
        .map(Text::topic)
        .collect(Collectors.toSet());
  }
}
