package io.stateprint.jobs.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What users said in rendered chats: the beginning and the end that all of them share are the
 * template's. A template's part ends with a line or a mark, so words that all texts happen to begin
 * with stay.
 */
final class UserTexts {
  private static final Pattern HEAD_ENDS = Pattern.compile(".*[\\n>\\]]", Pattern.DOTALL);
  private static final Pattern TAIL_BEGINS = Pattern.compile("[\\n<\\[].*", Pattern.DOTALL);

  private UserTexts() {}

  /** Texts by id, from rendered chats by id; a single chat stays whole. */
  static Map<String, String> of(Map<String, String> rendered) {
    if (rendered.size() < 2) {
      return rendered;
    }
    String any = rendered.values().iterator().next();
    int head = any.length();
    int tail = any.length();
    for (String other : rendered.values()) {
      head = Math.min(head, sameFromStart(any, other));
      tail = Math.min(tail, sameFromEnd(any, other));
    }
    Matcher begins = HEAD_ENDS.matcher(any.substring(0, head));
    int cutHead = begins.lookingAt() ? begins.end() : 0;
    Matcher ends = TAIL_BEGINS.matcher(any.substring(any.length() - tail));
    int cutTail = ends.find() ? tail - ends.start() : 0;
    Map<String, String> out = new LinkedHashMap<>();
    rendered.forEach(
        (id, text) ->
            out.put(id, text.substring(cutHead, Math.max(cutHead, text.length() - cutTail))));
    return out;
  }

  private static int sameFromStart(String a, String b) {
    int most = Math.min(a.length(), b.length());
    int same = 0;
    while (same < most && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same;
  }

  private static int sameFromEnd(String a, String b) {
    int most = Math.min(a.length(), b.length());
    int same = 0;
    while (same < most && a.charAt(a.length() - 1 - same) == b.charAt(b.length() - 1 - same)) {
      same++;
    }
    return same;
  }
}
