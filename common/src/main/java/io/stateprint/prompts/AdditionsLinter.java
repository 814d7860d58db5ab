package io.stateprint.prompts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds calibration prompts, paraphrases and minimal pairs to their rules.
 *
 * @param findings where what is wrong is noted
 * @param bank the prompts of the same language
 */
record AdditionsLinter(Findings findings, List<BankRecord> bank) {
  /** Names of the files, without language. */
  static final String CALIBRATION = "calibration-1.1.0";

  static final String PARAPHRASES = "paraphrases-1.1.0";
  static final String FRAMINGS = "framings-1.1.0";

  private static final int NEUTRAL_TEXTS = 200;
  private static final Map<String, Integer> BANDS = Map.of("short", 80, "medium", 80, "long", 40);
  private static final int REWORDED = 8;
  private static final int PAIRS = 20;
  private static final double LENGTHS = 0.2;

  /** Neutral texts on topics of their own, spread over lengths, forms and addresses as the bank. */
  void calibration(List<BankRecord> records) {
    findings.count(CALIBRATION, records.size(), NEUTRAL_TEXTS, NEUTRAL_TEXTS, "texts");
    BANDS.forEach(
        (band, count) ->
            findings.count(
                CALIBRATION,
                Findings.number(records, r -> r.band().equals(band)),
                count,
                count,
                band + " texts"));
    for (String form : List.of("question", "statement", "task")) {
      findings.count(
          CALIBRATION,
          Findings.number(records, r -> r.form().equals(form)),
          56,
          88,
          "texts that are a " + form);
    }
    findings.addresses(CALIBRATION, records, 16);
    for (BankRecord record : records) {
      findings.require(record, record.split().equals("calib"), "is not of the split calib");
      findings.require(
          record,
          record.valence().equals("neutral") && record.prompt().category().equals("neutral"),
          "is not neutral in category and valence");
      findings.require(record, !TextRules.isEmotional(record), "has a word of emotion");
    }
    ownTopics(records);
  }

  /** Eight prompts a category in other words. */
  void paraphrases(List<BankRecord> records) {
    Map<String, BankRecord> originals =
        bank.stream().collect(Collectors.toMap(r -> r.prompt().id(), r -> r, (a, b) -> a));
    bank.stream()
        .map(r -> r.prompt().category())
        .distinct()
        .forEach(
            category ->
                findings.count(
                    PARAPHRASES,
                    Findings.number(records, r -> r.prompt().category().equals(category)),
                    REWORDED,
                    REWORDED,
                    category + " texts"));
    for (BankRecord record : records) {
      BankRecord original = originals.get(record.of());
      findings.require(record, original != null, "is a paraphrase of no prompt: " + record.of());
      if (original != null) {
        paraphrase(record, original);
      }
    }
  }

  private void paraphrase(BankRecord record, BankRecord original) {
    findings.require(
        record,
        Paraphrase.originalOf(record.prompt().id()).filter(record.of()::equals).isPresent(),
        "is not named after its original " + record.of());
    findings.require(
        record,
        Stream.<Function<BankRecord, String>>of(
                r -> r.prompt().category(),
                r -> r.prompt().topic(),
                BankRecord::band,
                BankRecord::form,
                BankRecord::valence,
                BankRecord::address)
            .allMatch(field -> field.apply(record).equals(field.apply(original))),
        "differs from its original in category, topic, band, form, valence or address");
  }

  /** Twenty tickets, each told as it is and with feeling. */
  void framings(List<BankRecord> records) {
    Map<String, BankRecord> neutral = new HashMap<>();
    Map<String, BankRecord> emotional = new HashMap<>();
    for (BankRecord record : records) {
      boolean known = List.of(Framing.NEUTRAL, Framing.EMOTIONAL).contains(record.framing());
      findings.require(record, known, "has the framing " + record.framing());
      findings.require(
          record,
          record.prompt().id().equals(record.minimalPair() + "-" + record.framing()),
          "is not named after its minimal pair and framing");
      (record.framing().equals(Framing.EMOTIONAL) ? emotional : neutral)
          .put(record.minimalPair(), record);
    }
    findings.count(FRAMINGS, neutral.size(), PAIRS, PAIRS, "minimal pairs");
    findings.count(
        FRAMINGS,
        Findings.number(List.copyOf(emotional.values()), TextRules::isEmotional),
        0,
        PAIRS / 2,
        "emotional framings with a word of emotion");
    neutral.values().forEach(one -> pair(one, emotional.remove(one.minimalPair())));
    emotional.values().forEach(rest -> findings.require(rest, false, "has no neutral framing"));
    ownTopics(List.copyOf(neutral.values()));
  }

  private void pair(BankRecord neutral, @Nullable BankRecord emotional) {
    findings.require(neutral, !TextRules.isEmotional(neutral), "has a word of emotion");
    findings.require(neutral, emotional != null, "has no emotional framing");
    if (emotional != null) {
      double ratio = TextRules.ratio(emotional, neutral);
      findings.require(
          emotional,
          Math.abs(ratio - 1) <= LENGTHS,
          "is %.2f as long as its neutral framing".formatted(ratio));
      findings.require(
          emotional,
          Stream.<Function<BankRecord, String>>of(
                  r -> r.prompt().category(),
                  r -> r.prompt().topic(),
                  BankRecord::form,
                  BankRecord::address)
              .allMatch(field -> field.apply(emotional).equals(field.apply(neutral))),
          "differs from its neutral framing in category, topic, form or address");
    }
  }

  /** No topic stands twice, here or in the bank. */
  private void ownTopics(List<BankRecord> records) {
    findings.unique(
        Stream.concat(bank.stream(), records.stream()).toList(), r -> r.prompt().topic(), "topic");
  }
}
