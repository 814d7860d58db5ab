package io.stateprint.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a template puts around the contents: literal texts, and between them places for contents.
 * Learned from a rendering of marks that occur nowhere else.
 *
 * @param literals one more than there are places
 * @param places what stands between them, SYSTEM or USER
 */
record ChatLayout(List<String> literals, List<Span> places) {
  /** Characters of private use: no template changes them, no prompt means them. */
  static final String SYSTEM_MARK = "\uF6A1\uE5D3\uF6A7\uE2C9";

  static final String USER_MARK = "\uF6A2\uE5D4\uF6A8\uE2CA";
  private static final Pattern MARK = Pattern.compile(SYSTEM_MARK + "|" + USER_MARK);

  ChatLayout {
    literals = List.copyOf(literals);
    places = List.copyOf(places);
  }

  /** The layout of a rendering in which one or both contents are marks. */
  static ChatLayout of(String rendered) {
    List<String> literals = new ArrayList<>();
    List<Span> places = new ArrayList<>();
    Matcher marks = MARK.matcher(rendered);
    int end = 0;
    while (marks.find()) {
      MatchResult mark = marks.toMatchResult();
      literals.add(rendered.substring(end, mark.start()));
      places.add(mark.group().equals(USER_MARK) ? Span.USER : Span.SYSTEM);
      end = mark.end();
    }
    literals.add(rendered.substring(end));
    return new ChatLayout(literals, places);
  }

  /** Where the contents lie, if the text is this layout filled with them. */
  Optional<List<Region>> locate(String text, String system, String user) {
    List<Region> regions = new ArrayList<>();
    int position = 0;
    for (int i = 0; i < places.size(); i++) {
      String content = places.get(i) == Span.USER ? user : system;
      String part = literals.get(i) + content;
      if (!text.startsWith(part, position)) {
        return Optional.empty();
      }
      position += part.length();
      regions.add(new Region(position - content.length(), position, places.get(i)));
    }
    return text.substring(position).equals(literals.get(places.size()))
        ? Optional.of(regions)
        : Optional.empty();
  }
}
