package io.stateprint.prompts;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules that every text of the bank and its additions keeps.
 *
 * @param findings where what is wrong is noted
 */
record TextRules(Findings findings) {
  /** Least and most words of a length band. */
  static final Map<String, int[]> BANDS =
      Map.of("short", new int[] {8, 15}, "medium", new int[] {16, 35}, "long", new int[] {36, 70});

  /** Two texts that share more runs of three characters are one text. */
  private static final double ALIKE = 0.4;

  /** A paraphrase may keep names and numbers of its original. */
  private static final double REWORDED = 0.6;

  private static final double LENGTHS = 0.2;
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

  /** Whether a text has a word of emotion. */
  static boolean isEmotional(BankRecord record) {
    return EMOTION.matcher(record.prompt().text()).find();
  }

  /** Language, words and signs of a prompt. */
  void prompts(List<BankRecord> records, String lang) {
    for (BankRecord record : records) {
      plain(record, lang);
      band(record);
    }
  }

  /** Language, words and signs of a text of any length. */
  void plain(BankRecord record, String lang) {
    language(record, lang);
    findings.require(record, !STYLE.matcher(record.prompt().text()).find(), "names a style");
  }

  /** Language and signs of a text. */
  void language(BankRecord record, String lang) {
    findings.require(record, record.prompt().lang().equals(lang), "is not in language " + lang);
    findings.require(
        record,
        record
            .prompt()
            .text()
            .codePoints()
            .noneMatch(c -> Character.getType(c) == Character.OTHER_SYMBOL),
        "has an emoji or a symbol");
  }

  private void band(BankRecord record) {
    int[] band = BANDS.get(record.band());
    findings.require(record, band != null, "has the length band " + record.band());
    if (band != null) {
      int words = record.words();
      findings.require(
          record,
          words >= band[0] && words <= band[1],
          "has %d words, %s is %d to %d".formatted(words, record.band(), band[0], band[1]));
    }
  }

  /** No text is another's copy; two framings of a ticket may be alike. */
  void alike(List<BankRecord> records) {
    List<BitSet> grams = grams(records);
    for (int i = 0; i < records.size(); i++) {
      for (int j = 0; j < i; j++) {
        BankRecord one = records.get(i);
        BankRecord other = records.get(j);
        if (one.minimalPair().isEmpty() || !one.minimalPair().equals(other.minimalPair())) {
          findings.require(
              one,
              shared(grams.get(i), grams.get(j)) < limit(one, other),
              "is nearly the text of " + other.prompt().id());
        }
      }
    }
  }

  /** The runs of three characters of each text, as numbers. */
  private static List<BitSet> grams(List<BankRecord> records) {
    Map<String, Integer> numbers = new HashMap<>();
    List<BitSet> grams = new ArrayList<>();
    for (BankRecord record : records) {
      BitSet own = new BitSet();
      record.grams().forEach(gram -> own.set(numbers.computeIfAbsent(gram, g -> numbers.size())));
      grams.add(own);
    }
    return grams;
  }

  /** Share of the runs of two texts that both have. */
  private static double shared(BitSet some, BitSet others) {
    BitSet both = (BitSet) some.clone();
    both.and(others);
    double common = both.cardinality();
    return common / (some.cardinality() + others.cardinality() - common);
  }

  private static double limit(BankRecord one, BankRecord other) {
    boolean reworded = one.of().equals(other.prompt().id()) || other.of().equals(one.prompt().id());
    return reworded ? REWORDED : ALIKE;
  }

  /** Every text has a twin of like length and the same fields in the other language. */
  void twins(List<BankRecord> russian, List<BankRecord> english) {
    Map<String, BankRecord> byPair =
        english.stream().collect(Collectors.toMap(BankRecord::pairId, r -> r, (a, b) -> a));
    for (BankRecord one : russian) {
      BankRecord other = byPair.remove(one.pairId());
      findings.require(one, other != null, "has no English twin " + one.pairId());
      if (other != null) {
        twin(one, other);
      }
    }
    byPair
        .values()
        .forEach(rest -> findings.require(rest, false, "has no Russian twin " + rest.pairId()));
  }

  private void twin(BankRecord russian, BankRecord english) {
    double ratio = ratio(english, russian);
    findings.require(
        english,
        Math.abs(ratio - 1) <= LENGTHS,
        "is %.2f as long as its Russian twin".formatted(ratio));
    findings.require(
        english,
        Stream.<Function<BankRecord, String>>of(
                r -> r.prompt().category(),
                r -> r.prompt().topic(),
                BankRecord::band,
                BankRecord::form,
                BankRecord::valence)
            .allMatch(field -> field.apply(russian).equals(field.apply(english))),
        "differs from its Russian twin in category, topic, band, form or valence");
  }

  /** How long a text is beside another, in characters. */
  static double ratio(BankRecord text, BankRecord measure) {
    return (double) text.prompt().text().length() / measure.prompt().text().length();
  }
}
