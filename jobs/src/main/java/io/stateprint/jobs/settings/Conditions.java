package io.stateprint.jobs.settings;

import io.stateprint.prompts.Style;
import io.stateprint.storage.NearMisses;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@code default}, {@code all} or a list of conditions. */
final class Conditions {
  private static final String KEY = "conditions";
  private static final String DEFAULT = "default";
  private static final List<String> ALL =
      Stream.concat(
              Stream.of(DEFAULT),
              Stream.of(Style.values())
                  .flatMap(style -> Stream.of("+" + style.id(), "-" + style.id())))
          .toList();

  private Conditions() {}

  static List<String> read(Values sweep) {
    List<String> conditions = new ArrayList<>();
    for (String text : sweep.someTexts(KEY)) {
      if (text.equals("all")) {
        conditions.addAll(ALL);
      } else if (ALL.contains(text)) {
        conditions.add(text);
      } else {
        sweep.problem(KEY, unknown(text));
      }
    }
    if (!conditions.isEmpty() && !conditions.contains(DEFAULT)) {
      sweep.problem(KEY, "lacks default, which every profile is measured from; add it");
    }
    return conditions.stream().distinct().toList();
  }

  private static String unknown(String text) {
    if (text.contains("/") || text.endsWith("nonsense")) {
      return "names %s, a control; ask for it with sweep.controls".formatted(text);
    }
    String nearest = NearMisses.of(text, ALL).get(0);
    String hint =
        NearMisses.edits(text, nearest) <= 2 ? "did you mean %s? ".formatted(nearest) : "";
    return "names %s; %schoose all, or among %s".formatted(text, hint, String.join(", ", ALL));
  }
}
