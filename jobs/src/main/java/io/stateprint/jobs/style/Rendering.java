package io.stateprint.jobs.style;

import java.util.Collection;

/** Reads rendered chats. */
final class Rendering {
  private Rendering() {}

  /** What several chats begin with: a template's own text, up to where the users' texts differ. */
  static String opening(Collection<String> chats) {
    String common = chats.iterator().next();
    for (String chat : chats) {
      int same = 0;
      while (same < Math.min(common.length(), chat.length())
          && common.charAt(same) == chat.charAt(same)) {
        same++;
      }
      common = common.substring(0, same);
    }
    return common;
  }

  /**
   * The system prompt that a template inserts by itself: what stands where a given one stands.
   *
   * @param without rendered without a system prompt
   * @param with the same user's text, with one
   * @param system that one
   * @return empty where the template inserts none
   */
  static String silent(String without, String with, String system) {
    String trimmed = system.strip();
    int start = with.indexOf(trimmed);
    if (start < 0) {
      return "";
    }
    String head = with.substring(0, start);
    String tail = with.substring(start + trimmed.length());
    boolean framed =
        without.startsWith(head)
            && without.endsWith(tail)
            && without.length() >= head.length() + tail.length();
    return framed ? without.substring(head.length(), without.length() - tail.length()).strip() : "";
  }
}
