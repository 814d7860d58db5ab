package io.stateprint.jobs.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.stateprint.jobs.remote.RemoteStorage;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.storage.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a run id for one configuration. */
final class RunClaim {
  private static final Logger LOG = LoggerFactory.getLogger(RunClaim.class);
  private static final String NOTE = "sweep.json";

  private RunClaim() {}

  /**
   * Writes what decides the run's results beside its tables, or compares it with what is there.
   *
   * @throws InputException naming the keys that differ
   */
  static void claim(Store store, Settings settings, Texts texts) {
    String note = decisive(settings, texts).root().render(ConfigRenderOptions.concise());
    if (store.createNote(settings.runId(), NOTE, note)) {
      return;
    }
    if (before(store, settings).isEmpty()) {
      store.mendNote(settings.runId(), NOTE, note);
    }
    requireSame(store, settings, texts);
  }

  /**
   * Compares what decides the run's results with what was written when it was sampled.
   *
   * @throws InputException naming the keys that differ
   */
  static void requireSame(Store store, Settings settings, Texts texts) {
    Set<String> differing =
        before(store, settings)
            .map(then -> differing(decisive(settings, texts), then))
            .orElse(Set.of());
    if (!differing.isEmpty()) {
      throw new InputException(
          "Cannot use the run id %s: it is in the store with another configuration, %s; choose another sweep.run-id, or the same configuration to resume (%s)"
              .formatted(settings.runId(), String.join("; ", differing), store.location()));
    }
  }

  /** What was written; empty where nothing was, or where its writer was ended before the end. */
  private static Optional<Config> before(Store store, Settings settings) {
    try {
      return store
          .note(settings.runId(), NOTE)
          .map(ConfigFactory::parseString)
          .filter(then -> !then.isEmpty());
    } catch (ConfigException.Parse e) {
      LOG.warn("The note {} of run {} is torn: {}", NOTE, settings.runId(), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Compares what a model is asked for with what it was sampled with.
   *
   * @throws InputException naming the keys that differ
   */
  static void requireSame(ModelSettings model, RunRow row) {
    List<String> differing = new ArrayList<>();
    if (!isAt(model.checkpoint(), row.checkpoint())) {
      differs("checkpoint", row.source(), model.checkpoint()).ifPresent(differing::add);
    }
    differs("format", row.format(), model.format().id()).ifPresent(differing::add);
    differs("system", row.systemPrompt(), model.system().orElse("")).ifPresent(differing::add);
    if (!differing.isEmpty()) {
      throw new InputException(
          "Cannot profile model %s: it was sampled with another configuration, %s; give it as it"
                  .formatted(model.id(), String.join("; ", differing))
              + " was, or sample it under another sweep.run-id");
    }
  }

  /** Whether a location is another spelling of a path, such as a relative one. */
  private static boolean isAt(String location, String path) {
    return RemoteStorage.holds(path)
        ? location.strip().equals(path)
        : !RemoteStorage.holds(location)
            && Path.of(Homes.find(location)).toAbsolutePath().equals(Path.of(path));
  }

  private static Optional<String> differs(String key, String then, String now) {
    return then.equals(now)
        ? Optional.empty()
        : Optional.of("%s was \"%s\" and is \"%s\"".formatted(key, then, now));
  }

  private static Config decisive(Settings settings, Texts texts) {
    return settings
        .decisive()
        .withValue("prompts.sha256", ConfigValueFactory.fromIterable(texts.sha256()));
  }

  private static Set<String> differing(Config mine, Config other) {
    TreeSet<String> paths = new TreeSet<>();
    mine.entrySet().forEach(entry -> paths.add(entry.getKey()));
    other.entrySet().forEach(entry -> paths.add(entry.getKey()));
    TreeSet<String> differing = new TreeSet<>();
    for (String path : paths) {
      String now = shown(mine, path);
      String then = shown(other, path);
      if (!now.equals(then)) {
        differing.add("%s was %s and is %s".formatted(path, then, now));
      }
    }
    return differing;
  }

  private static String shown(Config config, String path) {
    return config.hasPath(path)
        ? config.getValue(path).render(ConfigRenderOptions.concise())
        : "missing";
  }
}
