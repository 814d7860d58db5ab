package io.stateprint.prompts;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the bank with all of its fields.
 *
 * @param file that it stands in
 * @param prompt what is sampled
 * @param pairId the same in both languages
 * @param of the original of a paraphrase, or empty
 * @param minimalPair the same in both framings of a ticket, or empty
 * @param framing {@code neutral}, {@code emotional}, or empty
 * @param band {@code short}, {@code medium} or {@code long}
 * @param valence {@code positive}, {@code negative} or {@code neutral}
 * @param address {@code ты}, {@code вы} or {@code none}
 * @param form {@code question}, {@code statement} or {@code task}
 * @param split {@code calib} or {@code test}
 */
record BankRecord(
    Path file,
    Prompt prompt,
    String pairId,
    String of,
    String minimalPair,
    String framing,
    String band,
    String valence,
    String address,
    String form,
    String split) {
  private static final Pattern WORD =
      Pattern.compile("[\\w%']+(?:[-:]\\w+)*", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int GRAM = 3;

  static BankRecord of(Path file, Fields fields) {
    return new BankRecord(
        file,
        new Prompt(
            fields.required("id"),
            fields.required("category"),
            fields.required("topic"),
            fields.required("lang"),
            fields.required("text")),
        fields.required("pair_id"),
        fields.text("paraphrase_of", ""),
        fields.text("minimal_pair", ""),
        fields.text("framing", ""),
        fields.required("len_band"),
        fields.required("valence"),
        fields.required("address"),
        fields.required("form"),
        fields.required("split"));
  }

  /** A system prompt, which has no band, form or address. */
  static BankRecord ofSystem(Path file, Fields fields) {
    return new BankRecord(
        file,
        new Prompt(
            fields.required("id"),
            "system",
            fields.required("topic"),
            fields.required("lang"),
            fields.required("text")),
        fields.required("pair_id"),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "");
  }

  /** How many words the text has; a number with its sign or colon is one. */
  int words() {
    Matcher matcher = WORD.matcher(prompt.text());
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  /** The words, in lower case. */
  Set<String> vocabulary() {
    Set<String> out = new HashSet<>();
    Matcher matcher = WORD.matcher(prompt.text().toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      out.add(matcher.group());
    }
    return out;
  }

  /** Runs of three characters, words alone kept apart by one blank. */
  Set<String> grams() {
    String plain =
        prompt.text().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    Set<String> out = new HashSet<>();
    for (int i = 0; i + GRAM <= plain.length(); i++) {
      out.add(plain.substring(i, i + GRAM));
    }
    return out;
  }
}
