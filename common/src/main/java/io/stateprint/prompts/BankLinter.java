package io.stateprint.prompts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Holds the bank and its additions to their authoring rules. */
public final class BankLinter {
  private static final String BANK = "bank-1.0.0";
  private static final List<String> LANGUAGES = List.of("ru", "en");
  private static final int TOPICS = 25;
  private static final Map<String, Integer> BANDS = Map.of("short", 10, "medium", 10, "long", 5);
  private static final Set<String> CATEGORIES =
      Set.of("support", "creative", "analytic", "emotional");

  private final Path folder;
  private final Findings findings = new Findings();
  private final TextRules rules = new TextRules(findings);

  private BankLinter(Path folder) {
    this.folder = folder;
  }

  /**
   * What is wrong with the bank in a folder, a sentence each; empty for a clean one.
   *
   * @param folder holds the files of version 1.0.0 of the bank and of its additions, in Russian and
   *     in English
   */
  public static List<String> lint(Path folder) {
    BankLinter linter = new BankLinter(folder);
    for (String lang : LANGUAGES) {
      linter.language(lang);
    }
    Stream.of(BANK, AdditionsLinter.CALIBRATION, AdditionsLinter.PARAPHRASES)
        .forEach(name -> linter.twins(name, BankRecord::of));
    linter.twins(AdditionsLinter.FRAMINGS, BankRecord::of);
    Stream.of(SystemsLinter.PLACEBOS, SystemsLinter.SYSTEMS)
        .forEach(name -> linter.twins(name, BankRecord::ofSystem));
    return linter.findings.sentences();
  }

  private List<BankRecord> read(
      String name, String lang, BiFunction<Path, Fields, BankRecord> entry) {
    Path file = folder.resolve("%s.%s.jsonl".formatted(name, lang));
    return JsonLines.read(file, fields -> entry.apply(file, fields)).entries();
  }

  private void twins(String name, BiFunction<Path, Fields, BankRecord> entry) {
    rules.twins(read(name, "ru", entry), read(name, "en", entry));
  }

  private void language(String lang) {
    List<BankRecord> bank = read(BANK, lang, BankRecord::of);
    List<BankRecord> calibration = read(AdditionsLinter.CALIBRATION, lang, BankRecord::of);
    List<BankRecord> paraphrases = read(AdditionsLinter.PARAPHRASES, lang, BankRecord::of);
    List<BankRecord> framings = read(AdditionsLinter.FRAMINGS, lang, BankRecord::of);
    List<BankRecord> all =
        Stream.of(bank, calibration, paraphrases, framings).flatMap(List::stream).toList();
    rules.prompts(all, lang);
    bank(bank);
    AdditionsLinter additions = new AdditionsLinter(findings, bank);
    additions.calibration(calibration);
    additions.paraphrases(paraphrases);
    additions.framings(framings);
    rules.alike(all);
    new SystemsLinter(findings, lang)
        .lint(
            read(SystemsLinter.PLACEBOS, lang, BankRecord::ofSystem),
            read(SystemsLinter.SYSTEMS, lang, BankRecord::ofSystem));
    new FramesLinter(findings).lint(folder, lang);
  }

  private void bank(List<BankRecord> records) {
    for (BankRecord record : records) {
      findings.require(
          record,
          CATEGORIES.contains(record.prompt().category()),
          "has the category " + record.prompt().category());
    }
    for (String category : CATEGORIES) {
      category(
          records.stream().filter(r -> r.prompt().category().equals(category)).toList(), category);
    }
  }

  private void category(List<BankRecord> records, String category) {
    if (records.isEmpty()) {
      findings.add("category %s: has no texts".formatted(category));
      return;
    }
    String whose = "category %s (%s)".formatted(category, records.get(0).file().getFileName());
    findings.count(whose, records.size(), TOPICS, TOPICS, "texts");
    BANDS.forEach(
        (band, count) ->
            findings.count(
                whose,
                Findings.number(records, r -> r.band().equals(band)),
                count,
                count,
                band + " texts"));
    for (String form : List.of("question", "statement", "task")) {
      findings.count(
          whose,
          Findings.number(records, r -> r.form().equals(form)),
          7,
          11,
          "texts that are a " + form);
    }
    findings.addresses(whose, records, 2);
    findings.unique(records, r -> r.prompt().topic(), "topic");
    if (category.equals("emotional")) {
      emotional(whose, records);
    }
  }

  private void emotional(String whose, List<BankRecord> records) {
    findings.count(
        whose,
        Findings.number(records, r -> r.valence().equals("positive")),
        5,
        5,
        "positive texts");
    findings.count(
        whose,
        Findings.number(records, TextRules::isEmotional),
        0,
        TOPICS / 2,
        "texts with a word of emotion");
  }
}
