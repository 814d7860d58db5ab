package io.stateprint.prompts;

/** Tells Russian from English by the script of most letters, for files that do not say. */
final class Languages {
  private Languages() {}

  static String of(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    long cyrillic =
        text.codePoints()
            .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC)
            .count();
    return cyrillic * 2 > letters ? "ru" : "en";
  }
}
