package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.stateprint.storage.NearMisses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds keys that mean nothing, each with the key that was probably meant. */
final class Keys {
  private static final Set<String> OF_A_MODEL =
      Set.of("id", "checkpoint", "revision", "format", "system");
  private static final String FREE = "spark.conf";
  private static final String MODELS = "sweep.models";

  private final Config reference;
  private final List<Problem> problems;
  private Config usable;

  private Keys(Config config, Config reference, List<Problem> problems) {
    this.reference = reference;
    this.problems = problems;
    this.usable = config;
  }

  /**
   * Notes one problem an unknown key, and one a section that is none.
   *
   * @return the configuration with such sections as in the reference, so that reading can go on
   */
  static Config check(Config config, Config reference, List<Problem> problems) {
    Keys keys = new Keys(config, reference, problems);
    keys.visit("", config.root());
    return keys.usable;
  }

  private void visit(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String path = prefix + ConfigUtil.joinPath(entry.getKey());
      ConfigValue value = entry.getValue();
      if (!reference.hasPathOrNull(path)) {
        unknown(prefix, entry.getKey(), value.origin(), known(prefix));
      } else if (reference.getValue(path) instanceof ConfigObject section) {
        visitSection(path, value, section);
      } else if (path.equals(MODELS) && value instanceof ConfigList models) {
        visitModels(models);
      }
    }
  }

  private void visitSection(String path, ConfigValue value, ConfigObject section) {
    if (!(value instanceof ConfigObject inner)) {
      problems.add(
          new Problem(
              Place.of(value.origin()),
              "%s = %s is of the wrong kind; it is a section, write %s { ... }"
                  .formatted(
                      path, Secrets.isSecret(path) ? Secrets.SHOWN : Values.shown(value), path)));
      usable = usable.withValue(path, section);
    } else if (!path.equals(FREE)) {
      visit(path + ".", inner);
    }
  }

  private void visitModels(ConfigList models) {
    for (int i = 0; i < models.size(); i++) {
      if (models.get(i) instanceof ConfigObject model) {
        String prefix = "%s[%d].".formatted(MODELS, i);
        model.forEach(
            (key, value) -> {
              if (!OF_A_MODEL.contains(key)) {
                unknown(prefix, key, value.origin(), OF_A_MODEL);
              }
            });
      }
    }
  }

  private Set<String> known(String prefix) {
    return prefix.isEmpty()
        ? reference.root().keySet()
        : reference.getConfig(prefix.substring(0, prefix.length() - 1)).root().keySet();
  }

  private void unknown(String prefix, String key, ConfigOrigin origin, Set<String> known) {
    problems.add(
        new Problem(
            Place.of(origin),
            "unknown key %s%s; %s".formatted(prefix, key, hint(prefix, key, known))));
  }

  /** The nearest key of this section, the same key of another one, or all keys of this one. */
  private String hint(String prefix, String key, Set<String> known) {
    String nearest = NearMisses.of(key, known).get(0);
    if (NearMisses.edits(key, nearest) <= Math.max(2, key.length() / 3)) {
      return "did you mean %s%s?".formatted(prefix, nearest);
    }
    return elsewhere("", reference.root(), key)
        .map("did you mean %s?"::formatted)
        .orElseGet(() -> "known here: " + String.join(", ", known.stream().sorted().toList()));
  }

  private static Optional<String> elsewhere(String prefix, ConfigObject section, String key) {
    if (section.containsKey(key)) {
      return Optional.of(prefix + key);
    }
    return section.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof ConfigObject)
        .flatMap(
            entry ->
                elsewhere(prefix + entry.getKey() + ".", (ConfigObject) entry.getValue(), key)
                    .stream())
        .findFirst();
  }
}
