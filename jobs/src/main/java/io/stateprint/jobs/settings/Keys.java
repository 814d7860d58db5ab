package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.stateprint.storage.NearMisses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds keys that mean nothing, each with the key that was probably meant. */
final class Keys {
  private static final Set<String> OF_A_MODEL =
      Set.of("id", "checkpoint", "revision", "format", "system");
  private static final String FREE = "spark.conf";

  private final Config reference;
  private final List<Problem> problems = new ArrayList<>();

  private Keys(Config reference) {
    this.reference = reference;
  }

  /** One problem an unknown key. */
  static List<Problem> unknown(Config given, Config reference) {
    Keys keys = new Keys(reference);
    keys.visit("", given.root());
    return keys.problems;
  }

  private void visit(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String path = prefix + ConfigUtil.joinPath(entry.getKey());
      if (path.equals(FREE) && entry.getValue() instanceof ConfigObject) {
        continue;
      }
      if (!reference.hasPathOrNull(path)) {
        unknown(path, entry.getValue().origin(), known(prefix), prefix);
      } else if (section(path)) {
        visitSection(path, entry.getValue());
      } else if (path.equals("sweep.models") && entry.getValue() instanceof ConfigList models) {
        models.forEach(this::visitModel);
      }
    }
  }

  private boolean section(String path) {
    return reference.hasPath(path) && reference.getValue(path) instanceof ConfigObject;
  }

  private void visitSection(String path, ConfigValue value) {
    if (value instanceof ConfigObject inner) {
      visit(path + ".", inner);
    } else {
      problems.add(
          new Problem(
              Place.of(value.origin()),
              "%s = %s is of the wrong kind; it is a section, write %s { ... }"
                  .formatted(path, value.render(), path)));
    }
  }

  private void visitModel(ConfigValue model) {
    if (model instanceof ConfigObject object) {
      object.forEach(
          (key, value) -> {
            if (!OF_A_MODEL.contains(key)) {
              unknown("sweep.models[]." + key, value.origin(), OF_A_MODEL, "sweep.models[].");
            }
          });
    }
  }

  private Set<String> known(String prefix) {
    return prefix.isEmpty()
        ? reference.root().keySet()
        : reference.getConfig(prefix.substring(0, prefix.length() - 1)).root().keySet();
  }

  private void unknown(String path, ConfigOrigin origin, Set<String> known, String prefix) {
    String last = path.substring(prefix.length());
    String nearest = NearMisses.of(last, known).get(0);
    String hint =
        NearMisses.edits(last, nearest) <= Math.max(2, last.length() / 3)
            ? "did you mean %s%s?".formatted(prefix, nearest)
            : "known here: %s".formatted(String.join(", ", known.stream().sorted().toList()));
    problems.add(new Problem(Place.of(origin), "unknown key %s; %s".formatted(path, hint)));
  }
}
