package io.stateprint.prompts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the bank to its authoring rules. */
public final class BankLinter {
  private static final String VERSION = "1.0.0";
  private static final int TOPICS = 25;
  private static final Map<String, int[]> BANDS =
      Map.of(
          "short",
          new int[] {8, 15, 10},
          "medium",
          new int[] {16, 35, 10},
          "long",
          new int[] {36, 70, 5});
  private static final double ALIKE = 0.4;
  private static final double LENGTHS = 0.2;
  private static final Set<String> CATEGORIES =
      Set.of("support", "creative", "analytic", "emotional");
  private static final Pattern STYLE =
      Pattern.compile(
          "\\b(добр|вежлив|официальн|творческ|креативн|подробн|пожалуйста|извин|прост(и|ите)\\b|объясни"
              + "|kind(ly)?\\b|polite|formal|official|creativ|in detail|detailed|please|sorry|explain)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern EMOTION =
      Pattern.compile(
          "\\b(груст|страшн|страх|счаст|рад(а|ость|уюсь)?\\b|плач|плак|стыд|больно|завид|виноват|боюсь|тоск"
              + "|sad|afraid|fear|happ(y|iness)|glad|joy|cry|cried|asham|hurt|env(y|ying)|guilt|lonely)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private final List<String> findings = new ArrayList<>();

  private BankLinter() {}

  /**
   * What is wrong with the bank in a folder, a sentence each; empty for a clean one.
   *
   * @param folder holds {@code bank-1.0.0.ru.jsonl} and {@code bank-1.0.0.en.jsonl}
   */
  public static List<String> lint(Path folder) {
    BankLinter linter = new BankLinter();
    List<BankRecord> russian = read(folder, "ru");
    List<BankRecord> english = read(folder, "en");
    linter.language(russian, "ru");
    linter.language(english, "en");
    linter.pairs(russian, english);
    return linter.findings;
  }

  private static List<BankRecord> read(Path folder, String lang) {
    Path file = folder.resolve("bank-%s.%s.jsonl".formatted(VERSION, lang));
    return JsonLines.read(file, fields -> BankRecord.of(file, fields)).entries();
  }

  private void language(List<BankRecord> records, String lang) {
    for (BankRecord record : records) {
      text(record, lang);
    }
    for (String category : CATEGORIES) {
      category(
          records.stream().filter(r -> r.prompt().category().equals(category)).toList(), category);
    }
  }

  private void text(BankRecord record, String lang) {
    require(record, record.prompt().lang().equals(lang), "is not in language " + lang);
    require(
        record,
        CATEGORIES.contains(record.prompt().category()),
        "has the category " + record.prompt().category());
    int[] band = BANDS.get(record.band());
    require(record, band != null, "has the length band " + record.band());
    if (band != null) {
      int words = record.words();
      require(
          record,
          words >= band[0] && words <= band[1],
          "has %d words, %s is %d to %d".formatted(words, record.band(), band[0], band[1]));
    }
    require(record, !STYLE.matcher(record.prompt().text()).find(), "names a style");
    require(
        record,
        record
            .prompt()
            .text()
            .codePoints()
            .noneMatch(c -> Character.getType(c) == Character.OTHER_SYMBOL),
        "has an emoji or a symbol");
  }

  private void category(List<BankRecord> records, String category) {
    if (records.isEmpty()) {
      findings.add("category %s: has no texts".formatted(category));
      return;
    }
    count(records, r -> true, TOPICS, TOPICS, "texts");
    BANDS.forEach(
        (band, limits) ->
            count(records, r -> r.band().equals(band), limits[2], limits[2], band + " texts"));
    for (String form : List.of("question", "statement", "task")) {
      count(records, r -> r.form().equals(form), 7, 11, "texts that are a " + form);
    }
    long familiar = records.stream().filter(r -> r.address().equals("ты")).count();
    long polite = records.stream().filter(r -> r.address().equals("вы")).count();
    if (Math.abs(familiar - polite) > 2) {
      findings.add("category %s: %d texts say ты and %d вы".formatted(category, familiar, polite));
    }
    unique(records, r -> r.prompt().topic(), "topic");
    alike(records);
    if (category.equals("emotional")) {
      count(records, r -> r.valence().equals("positive"), 5, 5, "positive texts");
      count(
          records,
          r -> EMOTION.matcher(r.prompt().text()).find(),
          0,
          TOPICS / 2,
          "texts with a word of emotion");
    }
  }

  private void count(
      List<BankRecord> records, Predicate<BankRecord> which, int least, int most, String what) {
    long count = records.stream().filter(which).count();
    if (count < least || count > most) {
      findings.add(
          "category %s (%s): %d %s, %d to %d are wanted"
              .formatted(
                  records.get(0).prompt().category(),
                  records.get(0).file().getFileName(),
                  count,
                  what,
                  least,
                  most));
    }
  }

  private void unique(List<BankRecord> records, Function<BankRecord, String> key, String what) {
    Set<String> seen = new HashSet<>();
    for (BankRecord record : records) {
      require(
          record,
          seen.add(key.apply(record)),
          "repeats the %s %s".formatted(what, key.apply(record)));
    }
  }

  private void alike(List<BankRecord> records) {
    for (int i = 0; i < records.size(); i++) {
      for (int j = 0; j < i; j++) {
        Set<String> both = new HashSet<>(records.get(i).grams());
        both.retainAll(records.get(j).grams());
        double either = records.get(i).grams().size() + records.get(j).grams().size() - both.size();
        require(
            records.get(i),
            both.size() / either < ALIKE,
            "is nearly the text of " + records.get(j).prompt().id());
      }
    }
  }

  private void pairs(List<BankRecord> russian, List<BankRecord> english) {
    Map<String, BankRecord> byPair =
        english.stream().collect(Collectors.toMap(BankRecord::pairId, r -> r, (a, b) -> a));
    for (BankRecord one : russian) {
      BankRecord other = byPair.remove(one.pairId());
      require(one, other != null, "has no English twin " + one.pairId());
      if (other != null) {
        double ratio = (double) other.prompt().text().length() / one.prompt().text().length();
        require(
            other,
            Math.abs(ratio - 1) <= LENGTHS,
            "is %.2f as long as its Russian twin".formatted(ratio));
        require(
            other,
            Stream.<Function<BankRecord, String>>of(
                    r -> r.prompt().category(),
                    r -> r.prompt().topic(),
                    BankRecord::band,
                    BankRecord::form,
                    BankRecord::valence)
                .allMatch(field -> field.apply(one).equals(field.apply(other))),
            "differs from its Russian twin in category, topic, band, form or valence");
      }
    }
    byPair.values().forEach(rest -> require(rest, false, "has no Russian twin " + rest.pairId()));
  }

  private void require(BankRecord record, boolean holds, String sentence) {
    if (!holds) {
      findings.add(
          "%s, %s %s".formatted(record.file().getFileName(), record.prompt().id(), sentence));
    }
  }
}
