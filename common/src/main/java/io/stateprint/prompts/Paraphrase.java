package io.stateprint.prompts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt in other words. Its id is the original's with {@code -p1}, {@code -p2} and so on behind
 * it, so that whoever has the id has the original's too.
 *
 * @param prompt its own id and text; topic and category are the original's where it is sampled
 * @param of id of the original
 */
public record Paraphrase(Prompt prompt, String of) {
  private static final Pattern ID = Pattern.compile("(.+)-p[1-9]\\d{0,3}", Pattern.DOTALL);

  /** The original of a paraphrase, by the paraphrase's id; empty for an id of another shape. */
  public static Optional<String> originalOf(String id) {
    Matcher matcher = ID.matcher(id);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
