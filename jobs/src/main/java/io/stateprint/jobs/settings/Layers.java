package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import io.stateprint.sampling.LayerChoice;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code all}, {@code every N} or a list of blocks. */
final class Layers {
  private static final String KEY = "sampling.layers";
  private static final Pattern EVERY = Pattern.compile("every\\s+(\\d{1,6})");

  private Layers() {}

  static LayerChoice read(Config config, Values sweep) {
    if (config.getValue("sweep." + KEY).valueType() == ConfigValueType.LIST) {
      List<Integer> listed =
          sweep
              .read(KEY, Config::getIntList, "a list of whole numbers is needed")
              .orElse(List.of(0));
      if (listed.isEmpty() || listed.stream().anyMatch(layer -> layer < 0)) {
        sweep.problem(KEY, "= %s names no layers; blocks count from 0".formatted(listed));
        return new LayerChoice.All();
      }
      return new LayerChoice.Listed(listed);
    }
    String text = sweep.text(KEY, "all").strip();
    Matcher every = EVERY.matcher(text);
    if (every.matches() && Integer.parseInt(every.group(1)) > 0) {
      return new LayerChoice.Every(Integer.parseInt(every.group(1)));
    }
    if (!text.equals("all")) {
      sweep.problem(KEY, "= %s is not known; write all, \"every 8\", or [8, 16]".formatted(text));
    }
    return new LayerChoice.All();
  }
}
