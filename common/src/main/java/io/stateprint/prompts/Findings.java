package io.stateprint.prompts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a linter finds wrong, a sentence each. */
final class Findings {
  private final List<String> sentences = new ArrayList<>();

  List<String> sentences() {
    return List.copyOf(sentences);
  }

  void add(String sentence) {
    sentences.add(sentence);
  }

  /** Notes what is wrong with a text, where it does not hold. */
  void require(BankRecord record, boolean holds, String sentence) {
    if (!holds) {
      add("%s, %s %s".formatted(record.file().getFileName(), record.prompt().id(), sentence));
    }
  }

  /** How many texts are such. */
  static long number(List<BankRecord> records, Predicate<BankRecord> which) {
    return records.stream().filter(which).count();
  }

  /** Notes a number of texts that is not within bounds; {@code whose} begins the sentence. */
  void count(String whose, long count, int least, int most, String what) {
    if (count < least || count > most) {
      add("%s: %d %s, %d to %d are wanted".formatted(whose, count, what, least, most));
    }
  }

  /** Notes each text that repeats another's. */
  void unique(List<BankRecord> records, Function<BankRecord, String> key, String what) {
    Set<String> seen = new HashSet<>();
    for (BankRecord record : records) {
      require(
          record,
          seen.add(key.apply(record)),
          "repeats the %s %s".formatted(what, key.apply(record)));
    }
  }

  /** Notes where the two forms of address are not of like number. */
  void addresses(String whose, List<BankRecord> records, int apart) {
    long familiar = number(records, r -> r.address().equals("ты"));
    long polite = number(records, r -> r.address().equals("вы"));
    if (Math.abs(familiar - polite) > apart) {
      add("%s: %d texts say ты and %d вы".formatted(whose, familiar, polite));
    }
  }
}
