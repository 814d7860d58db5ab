package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads who is told, what executors cost, and what is logged. */
final class OutsideKeys {
  private static final int MOST_ATTEMPTS = 10;
  private static final Set<String> LEVELS = Set.of("off", "error", "warn", "info", "debug");
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Config config;
  private final List<Problem> problems;

  private OutsideKeys(Config config, List<Problem> problems) {
    this.config = config;
    this.problems = problems;
  }

  static OutsideSettings read(Config config, List<Problem> problems) {
    OutsideKeys keys = new OutsideKeys(config, problems);
    return new OutsideSettings(keys.alert(), keys.cost(), keys.log());
  }

  private Values section(String name) {
    return new Values(config.getConfig(name), name + ".", problems);
  }

  private AlertSettings alert() {
    Values alert = section("alert");
    Optional<URI> webhook = Optional.empty();
    String key = "webhook";
    boolean isText =
        alert.has(key) && config.getValue("alert." + key).valueType() == ConfigValueType.STRING;
    if (!isText) {
      alert.problem(key, "is not a text; an https:// address is needed");
    } else {
      String file = alert.text("webhook-file", "");
      String url = alert.text(key, "").strip();
      if (!file.isEmpty() && !url.isEmpty()) {
        alert.problem(key, "and alert.webhook-file are both given; one is needed");
      } else if (!file.isEmpty()) {
        key = "webhook-file";
        url = firstLine(alert, file);
      }
      webhook = address(alert, key, url);
    }
    return new AlertSettings(
        webhook,
        alert.time("timeout"),
        alert.count("attempts", MOST_ATTEMPTS),
        alert.time("pause"));
  }

  private static String firstLine(Values alert, String file) {
    try {
      return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8).stream()
          .findFirst()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .orElseGet(
              () -> {
                alert.problem(
                    "webhook-file", "= %s is empty; write the address into it".formatted(file));
                return "";
              });
    } catch (IOException | RuntimeException e) {
      alert.problem("webhook-file", "= %s cannot be read".formatted(file));
      return "";
    }
  }

  /** No message shows it. */
  private static Optional<URI> address(Values alert, String key, String url) {
    if (url.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean isSafe =
          scheme.equals("https") || (scheme.equals("http") && HERE.contains(uri.getHost()));
      if (uri.getHost() != null && isSafe) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Its message would show the address.
    }
    alert.problem(
        key,
        "is no address that an alert can go to; https:// is needed (http:// on this host only)");
    return Optional.empty();
  }

  private CostSettings cost() {
    Values cost = section("cost");
    double price =
        cost.read("per-executor-hour", Config::getDouble, "a price such as 2.5 is needed")
            .orElse(0.0);
    if (price < 0 || !Double.isFinite(price)) {
      cost.problem(
          "per-executor-hour", "= %s is not a price; 0 or more is needed".formatted(price));
    }
    return new CostSettings(price, cost.text("currency", "USD"));
  }

  private LogSettings log() {
    Values log = section("log");
    String level = log.text("level", "off");
    if (!LEVELS.contains(level)) {
      log.problem(
          "level", "= %s is not known; choose off, error, warn, info or debug".formatted(level));
    }
    String format = log.text("format", "text");
    if (!format.equals("text") && !format.equals("json")) {
      log.problem("format", "= %s is not known; choose text or json".formatted(format));
    }
    return new LogSettings(level, format.equals("json"));
  }
}
