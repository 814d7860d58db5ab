package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import io.stateprint.decoder.Precision;
import io.stateprint.sampling.Pooling;
import io.stateprint.tokens.TemplateSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads a configuration: files over defaults, the command line over files. */
public final class SettingsLoader {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final SettingsSources sources;
  private final List<Problem> problems = new ArrayList<>();

  private SettingsLoader(SettingsSources sources) {
    this.sources = sources;
  }

  /**
   * The checked settings.
   *
   * @throws SettingsException with every problem that they have
   */
  public static Settings load(SettingsSources sources) {
    return new SettingsLoader(sources).load();
  }

  private Settings load() {
    Config reference =
        ConfigFactory.parseResources(SettingsLoader.class.getClassLoader(), "reference.conf");
    Config given = given();
    problems.addAll(Keys.unknown(given, reference));
    stopAtProblems();
    Config config = resolved(given.withFallback(reference));
    Settings settings = settings(config);
    stopAtProblems();
    return settings;
  }

  private void stopAtProblems() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private Config given() {
    Config given = ConfigFactory.empty();
    for (Path file : sources.files()) {
      given = file(file).withFallback(given);
    }
    Config assigned = ConfigFactory.empty();
    for (String assignment : sources.assignments()) {
      assigned = assignment(assignment).withFallback(assigned);
    }
    return assigned.withFallback(given);
  }

  private Config file(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      problems.add(new Problem("--conf " + file, "no such file, or it cannot be read"));
      return ConfigFactory.empty();
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(),
          ConfigParseOptions.defaults()
              .setSyntax(
                  file.toString().endsWith(".json") ? ConfigSyntax.JSON : ConfigSyntax.CONF));
    } catch (ConfigException e) {
      problems.add(new Problem(file.toString(), "is not HOCON: " + e.getMessage()));
      return ConfigFactory.empty();
    }
  }

  private Config assignment(String text) {
    String place = "--set " + text;
    int equals = text.indexOf('=');
    if (equals < 1) {
      problems.add(new Problem(place, "key=value is needed"));
      return ConfigFactory.empty();
    }
    String key = text.substring(0, equals).strip();
    String value = text.substring(equals + 1).strip();
    try {
      return ConfigFactory.parseString(key + " = " + value, named(place));
    } catch (ConfigException e) {
      return quoted(key, value, place);
    }
  }

  /** A value such as a path with {@code :} is a text, though HOCON wants quotes around it. */
  private Config quoted(String key, String value, String place) {
    try {
      return ConfigFactory.parseString(key + " = " + ConfigUtil.quoteString(value), named(place));
    } catch (ConfigException e) {
      problems.add(new Problem(place, "is not HOCON: " + e.getMessage()));
      return ConfigFactory.empty();
    }
  }

  private static ConfigParseOptions named(String place) {
    return ConfigParseOptions.defaults()
        .setOriginDescription(ConfigOriginFactory.newSimple(place).description());
  }

  private Config resolved(Config config) {
    try {
      return config.resolve(ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      problems.add(new Problem("configuration", String.valueOf(e.getMessage())));
      throw new SettingsException(problems);
    }
  }

  private Settings settings(Config config) {
    Values sweep = new Values(config.getConfig("sweep"), "sweep.", problems);
    String runId = sweep.text("run-id", "");
    return new Settings(
        runId.isEmpty() ? RUN_ID.format(sources.clock().instant()) : sweep.name("run-id"),
        sweep.text("store", "runs"),
        models(config.getConfig("sweep")),
        prompts(sweep),
        sampling(config, sweep),
        sweep.number("seed", Long.MIN_VALUE),
        template(config),
        spark(config),
        language(config),
        config);
  }

  private List<ModelSettings> models(Config sweep) {
    List<ModelSettings> models = new ArrayList<>();
    Values list = new Values(sweep, "sweep.", problems);
    List<? extends Config> given =
        list.<List<? extends Config>>read(
                "models",
                Config::getConfigList,
                "a list of { id = ..., checkpoint = ... } is needed")
            .orElse(List.of());
    for (Config one : given) {
      Values model = new Values(one, "sweep.models[%d].".formatted(models.size()), problems);
      models.add(model(model));
    }
    List<String> ids = models.stream().map(ModelSettings::id).toList();
    ids.stream()
        .filter(id -> !id.isEmpty() && ids.indexOf(id) != ids.lastIndexOf(id))
        .distinct()
        .forEach(
            id ->
                list.problem("models", "has two models of id %s; give each its own".formatted(id)));
    return models;
  }

  private static ModelSettings model(Values model) {
    String id = model.name("id");
    Optional<String> checkpoint = model.optional("checkpoint").filter(text -> !text.isBlank());
    if (checkpoint.isEmpty()) {
      model.problem("checkpoint", "is missing; a folder, a file, or hf://OWNER/NAME is needed");
    }
    Optional<String> revision = model.optional("revision");
    String location = checkpoint.orElse("");
    if (revision.isPresent() && !location.startsWith("hf://")) {
      model.problem("revision", "is for hf:// checkpoints only; leave it out");
    }
    return new ModelSettings(
        id,
        revision.map(name -> revised(location, name)).orElse(location),
        model.optional("format").isPresent()
            ? model.choice("format", PromptFormat.CHAT, PromptFormat.class)
            : PromptFormat.CHAT,
        model.optional("system"));
  }

  /** hf://OWNER/NAME:FILE with a revision is hf://OWNER/NAME@REVISION:FILE. */
  private static String revised(String location, String revision) {
    int file = location.indexOf(':', "hf://".length());
    return file < 0
        ? location + "@" + revision
        : location.substring(0, file) + "@" + revision + location.substring(file);
  }

  /** Style instructions are looked for only where a condition needs them. */
  private PromptSettings prompts(Values sweep) {
    List<String> conditions = Conditions.read(sweep);
    return new PromptSettings(
        files(sweep, "prompts"),
        files(sweep, "anchors"),
        conditions.equals(List.of("default")) ? List.of() : files(sweep, "styles"),
        conditions);
  }

  private List<Path> files(Values sweep, String key) {
    List<Path> files = new ArrayList<>();
    for (String text : sweep.texts(key)) {
      Path here = Path.of(text);
      Path path = Files.exists(here) ? here : sources.home().resolve(text);
      if (!Files.isRegularFile(path)) {
        sweep.problem(
            key,
            "names %s, and there is no such file in %s or in %s"
                .formatted(text, Path.of("").toAbsolutePath(), sources.home()));
      }
      files.add(path);
    }
    return files;
  }

  private SamplingSettings sampling(Config config, Values sweep) {
    if (sweep.countOrAuto("shards", 1) > 1) {
      sweep.problem("shards", "is above 1; this version computes a model whole, leave it at auto");
    }
    Values memory = new Values(config.getConfig("memory"), "memory.", problems);
    return new SamplingSettings(
        Layers.read(config, sweep),
        sweep.choices("sampling.pooling", Pooling.class),
        sweep.choice("precision", Precision.CHECKPOINT, Precision.class),
        sweep.countOrAuto("partitions", 1),
        Math.toIntExact(Math.min(Integer.MAX_VALUE, memory.number("chunk-tokens", 1))));
  }

  private TemplateSettings template(Config config) {
    Values template = new Values(config.getConfig("template"), "template.", problems);
    LocalDate date =
        template
            .parsed("date", template.text("date", "2026-01-01"), LocalDate::parse)
            .orElse(LocalDate.EPOCH);
    Duration limit =
        template
            .read("limit", Config::getDuration, "a time such as 10s is needed")
            .orElse(Duration.ofSeconds(10));
    if (limit.isZero() || limit.isNegative()) {
      template.problem("limit", "is not above zero; a time such as 10s is needed");
      return new TemplateSettings(date, Duration.ofSeconds(10));
    }
    return new TemplateSettings(date, limit);
  }

  private String language(Config config) {
    Values report = new Values(config.getConfig("report"), "report.", problems);
    String language = report.text("language", "en");
    if (!language.equals("en") && !language.equals("ru")) {
      report.problem("language", "= %s is not known; choose en or ru".formatted(language));
    }
    return language;
  }

  private SparkSettings spark(Config config) {
    Values spark = new Values(config.getConfig("spark"), "spark.", problems);
    Map<String, String> conf = new LinkedHashMap<>();
    config
        .getConfig("spark.conf")
        .entrySet()
        .forEach(
            entry ->
                conf.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    String.valueOf(entry.getValue().unwrapped())));
    return new SparkSettings(spark.text("master", "local[*]"), conf);
  }
}
