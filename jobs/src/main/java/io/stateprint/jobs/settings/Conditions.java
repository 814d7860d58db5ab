package io.stateprint.jobs.settings;

import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@code default}, {@code all} or a list of conditions. */
final class Conditions {
  private static final String KEY = "conditions";
  private static final List<String> ALL =
      Stream.concat(
              Stream.of("default"),
              Stream.of(Style.values())
                  .flatMap(style -> Stream.of("+" + style.id(), "-" + style.id())))
          .toList();

  private Conditions() {}

  static List<String> read(Values sweep) {
    List<String> out = new ArrayList<>();
    for (String text : sweep.texts(KEY)) {
      if (text.equals("all")) {
        out.addAll(ALL);
      } else if (ALL.contains(text)) {
        out.add(text);
      } else {
        sweep.problem(
            KEY, "names %s; choose all, or among %s".formatted(text, String.join(", ", ALL)));
      }
    }
    if (out.isEmpty()) {
      sweep.problem(KEY, "is empty; write default");
    }
    return out.stream().distinct().toList();
  }
}
