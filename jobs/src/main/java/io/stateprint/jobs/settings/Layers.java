package io.stateprint.jobs.settings;

import io.stateprint.sampling.LayerChoice;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code all}, {@code every N} or a list of blocks. */
final class Layers {
  private static final String KEY = "sampling.layers";
  private static final Pattern EVERY = Pattern.compile("every\\s+([1-9]\\d{0,5})");

  private Layers() {}

  static LayerChoice read(Values sweep) {
    if (sweep.isList(KEY)) {
      return listed(sweep);
    }
    String text = sweep.text(KEY, "all").strip();
    Matcher every = EVERY.matcher(text);
    if (every.matches()) {
      return new LayerChoice.Every(Integer.parseInt(every.group(1)));
    }
    if (!text.equals("all")) {
      sweep.problem(KEY, "= %s is not known; write all, \"every 8\", or [8, 16]".formatted(text));
    }
    return new LayerChoice.All();
  }

  private static LayerChoice listed(Values sweep) {
    List<Integer> listed = sweep.wholeNumbers(KEY).orElse(List.of(0));
    if (listed.isEmpty() || listed.stream().anyMatch(layer -> layer < 0)) {
      sweep.problem(
          KEY, "= %s does not name blocks; they count from 0, as in [8, 16]".formatted(listed));
      return new LayerChoice.All();
    }
    return new LayerChoice.Listed(listed);
  }
}
