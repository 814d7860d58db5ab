package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import io.stateprint.decoder.Precision;
import io.stateprint.sampling.Pooling;
import io.stateprint.tokens.TemplateSettings;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Loads a configuration: files over defaults, the command line over files. */
public final class SettingsLoader {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** What Hadoop globs, and what it takes for the end of a scheme. */
  private static final Pattern PATTERN = Pattern.compile("[\\[\\]{}*?\\\\]|^(?!\\w+:/).*:");

  private static final int MOST_PARTITIONS = 100_000;
  private static final int MOST_SHARDS = 1000;

  private final SettingsSources sources;
  private final List<Problem> problems = new ArrayList<>();

  private SettingsLoader(SettingsSources sources) {
    this.sources = sources;
  }

  /**
   * The checked settings; their models are those that the sources name, where they name some.
   *
   * @throws SettingsException with every problem that they have
   */
  public static Settings load(SettingsSources sources) {
    return new SettingsLoader(sources).load();
  }

  private Settings load() {
    Config given = Given.read(sources, problems);
    stopAtProblems();
    Config reference =
        ConfigFactory.parseResources(SettingsLoader.class.getClassLoader(), "reference.conf");
    Config config = Keys.check(resolved(given.withFallback(reference)), reference, problems);
    Settings settings = settings(config);
    stopAtProblems();
    return sources.models().isEmpty()
        ? settings
        : settings.with(Models.named(sources.models(), settings.models()));
  }

  private void stopAtProblems() {
    if (!problems.isEmpty()) {
      throw new SettingsException(Problem.inOrder(problems));
    }
  }

  private Config resolved(Config config) {
    try {
      return config.resolve(ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      problems.add(new Problem(Place.of("configuration"), String.valueOf(e.getMessage())));
      throw new SettingsException(problems);
    }
  }

  private Settings settings(Config config) {
    Values sweep = new Values(config.getConfig("sweep"), "sweep.", problems);
    SparkSettings spark = spark(config);
    String runId = sweep.text("run-id", "");
    return new Settings(
        runId.isEmpty() ? RUN_ID.format(sources.clock().instant()) : sweep.name("run-id"),
        store(sweep),
        Models.read(sweep, sources.needsModels(), problems),
        new PromptKeys(sources, sweep).read(),
        sampling(config, sweep, spark),
        sweep.number("seed"),
        template(config),
        spark,
        OutsideKeys.read(config, problems),
        language(config),
        config);
  }

  private static String store(Values sweep) {
    String store = sweep.text("store", "runs").strip();
    if (store.isEmpty()) {
      sweep.problem("store", "is empty; name a directory");
    }
    Optional<String> fault = Addresses.fault(store);
    if (fault.isPresent()) {
      sweep.problem(
          "store", fault.orElseThrow() + "; name a directory, or an s3a:// or hdfs:// address");
    } else if (PATTERN.matcher(store).find()) {
      sweep.problem(
          "store",
          "= %s holds one of [ ] { } * ? \\ or :, which Spark does not take for a plain folder; name another"
              .formatted(store));
    }
    return store.startsWith("~/") ? System.getProperty("user.home") + store.substring(1) : store;
  }

  private SamplingSettings sampling(Config config, Values sweep, SparkSettings spark) {
    if (sweep.flag("sampling.tokens")) {
      sweep.problem(
          "sampling.tokens",
          "= true is not part of this version; states are pooled, leave it at false");
    }
    return new SamplingSettings(
        Layers.read(sweep),
        sweep.choices("sampling.pooling", Pooling.class),
        sweep.choice("precision", Precision.CHECKPOINT, Precision.class),
        sweep.countOrAuto("partitions", 0, MOST_PARTITIONS),
        sweep.countOrAuto("shards", 0, MOST_SHARDS),
        Machines.read(config, spark, problems),
        ReplicateKeys.read(sweep));
  }

  private TemplateSettings template(Config config) {
    Values template = new Values(config.getConfig("template"), "template.", problems);
    LocalDate date =
        template
            .parsed("date", template.text("date", "2026-01-01"), LocalDate::parse)
            .orElse(LocalDate.EPOCH);
    return new TemplateSettings(date, template.time("limit"));
  }

  private String language(Config config) {
    Values report = new Values(config.getConfig("report"), "report.", problems);
    report.flag("page");
    String language = report.text("language", "en");
    if (!language.equals("en") && !language.equals("ru")) {
      report.problem("language", "= %s is not known; choose en or ru".formatted(language));
    }
    return language;
  }

  private SparkSettings spark(Config config) {
    Values spark = new Values(config.getConfig("spark"), "spark.", problems);
    Map<String, String> conf = S3Keys.read(config, problems);
    config
        .getConfig("spark.conf")
        .entrySet()
        .forEach(
            entry ->
                conf.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    String.valueOf(entry.getValue().unwrapped())));
    return new SparkSettings(
        spark.text("master", "local[*]"), conf, spark.time("wait"), spark.flag("installed"));
  }
}
