package io.stateprint.prompts;

import static io.stateprint.prompts.ShippedPrompts.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankLinterTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  @TempDir private Path folder;

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
    plant("bank-1.0.0", lang, right, wrong);

    assertThat(BankLinter.lint(folder)).anyMatch(sentence -> sentence.contains(finding));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "calibration | en | \"split\": \"calib\" | \"split\": \"test\" | not of the split calib",
        "calibration | en | \"category\": \"neutral\" | \"category\": \"own\" | not neutral in",
        "calibration | ru | \"valence\": \"neutral\" | \"valence\": \"negative\" | not neutral in",
        "calibration | en | The fish tank holds | The sad tank holds | has a word of emotion",
        "calibration | en | The fish tank holds | The polite tank holds | names a style",
        "calibration | ru | \"topic\": \"fish tank\" | \"topic\": \"refund\" | repeats the topic refund",
        "calibration | ru | \"topic\": \"fish tank\" | \"topic\": \"honey\" | repeats the topic honey",
        "calibration | ru | \"address\": \"вы\" | \"address\": \"ты\" | say ты",
        "calibration | en | \"form\": \"task\" | \"form\": \"question\" | texts that are a task",
        "calibration | en | \"len_band\": \"long\" | \"len_band\": \"medium\" | 0 long texts",
        "calibration | ru | \"lang\": \"ru\" | \"lang\": \"en\" | not in language ru",
        "calibration | en | \"pair_id\": \"cal-030\" | \"pair_id\": \"x\" | no English twin cal-030",
        "calibration | en | The fish tank holds sixty litres and has ten small fish in it | The tank holds its sixty litres of water and ten small grey fish swim in it | as long as",
        "paraphrases | en | \"sup-001-en\" | \"sup-999-en\" | a paraphrase of no prompt: sup-999-en",
        "paraphrases | en | \"sup-001-en-p1\" | \"sup-001-en-again\" | not named after its original",
        "paraphrases | ru | \"topic\": \"pet\" | \"topic\": \"dog\" | differs from its original",
        "paraphrases | ru | \"category\": \"creative\" | \"category\": \"analytic\" | 0 creative texts",
        "framings | en | \"min-001-en-neutral\" | \"min-001-en-plain\" | not named after its minimal pair",
        "framings | en | \"framing\": \"emotional\" | \"framing\": \"warm\" | has the framing warm",
        "framings | ru | \"min-001-ru\" | \"min-002-ru\" | 19 minimal pairs",
        "framings | en | The boiler goes out | I fear the boiler goes out | has a word of emotion",
        "framings | en | on the crossing, and my | on the crossing of two roads near our home, as we went for a walk, and my | as its neutral framing",
        "framings | en | \"text\": \" | \"text\": \"Sad: | emotional framings with a word of emotion",
        "placebos | ru | Часы сервера | Добрые часы сервера | names a style",
        "placebos | en | This is build | This is a happy build | has a word of emotion",
        "placebos | en | The clock of the server shows universal time. | Clock. | as the placebos are on average",
        "placebos | ru | \"lang\": \"ru\" | \"lang\": \"en\" | not in language ru",
        "placebos | en | \"pla-12\" | \"pla-99\" | no English twin pla-12",
        "systems | en | You are a poet. Answer any request in images, look for unexpected comparisons, mind | Mind | its Russian twin",
        "systems | ru | Ты поэт. | Ты поэт, который пишет о море, о лесе, о снеге и о дороге домой. | as the placebos",
        "systems | ru | \"topic\": \"poet\" | \"topic\": \"tutor\" | repeats the topic tutor",
      })
  void findsAPlantedFaultOfTheAdditions(
      String name, String lang, String right, String wrong, String finding) throws IOException {
    plant(name + "-1.1.0", lang, right, wrong);

    assertThat(BankLinter.lint(folder)).anyMatch(sentence -> sentence.contains(finding));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | \"+empathy\" | \"-empathy\" | has not one frame a condition",
        "en | \"lang\": \"en\" | \"lang\": \"ru\" | is not in language en",
        "ru | Ниже | Вот тут ниже, прямо под этой строкой, стоит вот что такое | as long as",
        "en | a reply with concern for the feelings of its writer | some answer where you care much about how one feels | words in common",
        "en | a reply to it.\\n\\nMessage: {text}\\n\\nReply | it.\\n\\nMessage: {text}\\n\\nAnswer | goes on in other words",
      })
  void findsAPlantedFaultOfTheFrames(String lang, String right, String wrong, String finding)
      throws IOException {
    plantFirst("frames-1.2.0", lang, right, wrong);

    assertThat(BankLinter.lint(folder)).anyMatch(sentence -> sentence.contains(finding));
  }

  private void plantFirst(String name, String lang, String right, String wrong) throws IOException {
    copyAll();
    Path file = folder.resolve(name + "." + lang + ".jsonl");
    String text = Files.readString(file);
    int at = text.indexOf(right, right.equals("Ниже") ? text.indexOf("+empathy") : 0);
    assertThat(at).isNotNegative();
    Files.writeString(file, text.substring(0, at) + wrong + text.substring(at + right.length()));
  }

  @ParameterizedTest
  @CsvSource({
    "calibration,199 texts",
    "paraphrases,7 support texts",
    "placebos,11 texts",
    "systems,7 texts",
    "framings,has no neutral framing"
  })
  void findsATextThatIsMissing(String name, String finding) throws IOException {
    copyAll();
    Path file = folder.resolve(name + "-1.1.0.en.jsonl");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(1, lines.size()));

    assertThat(BankLinter.lint(folder))
        .anyMatch(sentence -> sentence.matches(".*(" + finding + ").*"))
        .anyMatch(sentence -> sentence.contains("no English twin"));
  }

  @Test
  void findsATextThatIsNearlyAnother() throws IOException {
    copyAll();
    for (String lang : List.of("ru", "en")) {
      String prompt = "bank-1.0.0." + lang + ".jsonl";
      swapText(prompt, 1, text(prompt, 0));
      swapText("calibration-1.1.0." + lang + ".jsonl", 0, text(prompt, 2));
      swapText("paraphrases-1.1.0." + lang + ".jsonl", 0, text(prompt, 0));
      swapText(
          "placebos-1.1.0." + lang + ".jsonl", 1, text("placebos-1.1.0." + lang + ".jsonl", 0));
    }

    assertThat(BankLinter.lint(folder))
        .anyMatch(sentence -> sentence.contains("sup-002-en is nearly the text of sup-001-en"))
        .anyMatch(sentence -> sentence.contains("cal-001-ru is nearly the text of sup-003-ru"))
        .anyMatch(sentence -> sentence.contains("sup-001-en-p1 is nearly the text of sup-001-en"))
        .anyMatch(sentence -> sentence.contains("pla-02-en is nearly the text of pla-01-en"));
  }

  private void plant(String name, String lang, String right, String wrong) throws IOException {
    copyAll();
    Path file = folder.resolve(name + "." + lang + ".jsonl");
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));
  }

  private void copyAll() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
  }

  private static String text(String name, int line) throws IOException {
    return MAPPER
        .readTree(Files.readAllLines(FOLDER.resolve(name)).get(line))
        .path("text")
        .asText();
  }

  private void swapText(String name, int line, String text) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(name)));
    ObjectNode record = (ObjectNode) MAPPER.readTree(lines.get(line));
    lines.set(line, MAPPER.writeValueAsString(record.put("text", text)));
    Files.write(folder.resolve(name), lines);
  }
}
