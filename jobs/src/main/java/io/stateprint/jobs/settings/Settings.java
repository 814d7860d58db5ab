package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.stateprint.storage.Sha256;
import io.stateprint.tokens.TemplateSettings;
import java.util.List;
import java.util.Map;

/**
 * A checked configuration.
 *
 * @param runId id of the run
 * @param store where the tables are
 * @param models of the sweep
 * @param prompts what they are asked
 * @param sampling what is sampled
 * @param seed of every random choice
 * @param template bounds on chat templates
 * @param spark where Spark runs
 * @param outside what is seen of a run from outside
 * @param language of the report, {@code en} or {@code ru}
 * @param config all keys as they stand, defaults included
 */
public record Settings(
    String runId,
    String store,
    List<ModelSettings> models,
    PromptSettings prompts,
    SamplingSettings sampling,
    long seed,
    TemplateSettings template,
    SparkSettings spark,
    OutsideSettings outside,
    String language,
    Config config) {
  public Settings {
    models = List.copyOf(models);
  }

  /** Keys that decide no result: another value of them is the same run. */
  private static final List<String> FREE =
      List.of(
          "sweep.run-id",
          "sweep.store",
          "sweep.models",
          "sweep.partitions",
          "sweep.shards",
          "sweep.prompts",
          "sweep.anchors",
          "sweep.styles",
          "sweep.replicates",
          "memory",
          "reading",
          "report",
          "s3",
          "alert",
          "cost",
          "log",
          "spark");

  /** All keys with their values, as one line of JSON; secrets are left out. */
  public String toJson() {
    return Secrets.hidden(config).root().render(ConfigRenderOptions.concise());
  }

  /**
   * SHA-256 (hex) of the keys that decide results. Models and files of texts are left out: each
   * model has a fingerprint of its own, which holds the texts' contents.
   */
  public String fingerprint() {
    return Sha256.of(decisive().root().render(ConfigRenderOptions.concise()));
  }

  /** The keys that decide results, for saying what differs. */
  public Config decisive() {
    Config decisive = config;
    for (String key : FREE) {
      decisive = decisive.withoutPath(key);
    }
    for (String key : PromptKeys.FURTHER_FILES) {
      decisive = counted(decisive, "sweep." + key);
    }
    String frames = "sweep." + PromptKeys.FRAMES;
    return prompts.frames().isEmpty() ? decisive.withoutPath(frames) : counted(decisive, frames);
  }

  /** Where files lie decides nothing; which role each of them has does. */
  private static Config counted(Config config, String key) {
    int files =
        config.getValue(key).valueType() == ConfigValueType.LIST ? config.getList(key).size() : 1;
    return config.withValue(key, ConfigValueFactory.fromAnyRef(files));
  }

  /** The same settings for other models. */
  public Settings with(List<ModelSettings> others) {
    List<Map<String, Object>> entries = others.stream().map(ModelSettings::entry).toList();
    return new Settings(
        runId,
        store,
        others,
        prompts,
        sampling,
        seed,
        template,
        spark,
        outside,
        language,
        config.withValue("sweep.models", ConfigValueFactory.fromIterable(entries)));
  }
}
