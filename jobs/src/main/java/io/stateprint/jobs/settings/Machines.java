package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigMemorySize;
import io.stateprint.decoder.DeviceChoice;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a task may use. */
final class Machines {
  private static final int MOST_CHUNK_TOKENS = 1 << 20;
  private static final Pattern GPU_KEY = Pattern.compile("spark\\..*resource\\.gpu\\..*");
  private static final String NONE = "none";
  private static final List<String> OFFERS =
      List.of("spark.executor.resource.gpu.amount", "spark.task.resource.gpu.amount");

  private Machines() {}

  static MachineSettings read(Config config, SparkSettings spark, List<Problem> problems) {
    Values memory = new Values(config.getConfig("memory"), "memory.", problems);
    return new MachineSettings(
        device(config, spark, problems),
        memory.count("chunk-tokens", MOST_CHUNK_TOKENS),
        most(memory),
        reading(new Values(config.getConfig("reading"), "reading.", problems)));
  }

  private static ReadingSettings reading(Values reading) {
    boolean limited = !reading.text("rate", NONE).equals(NONE);
    String cache = reading.text("cache", NONE).strip();
    long rate = limited ? size(reading, "rate") : 0;
    long most = size(reading, "cache-most");
    return cache.equals(NONE)
        ? new ReadingSettings(rate, "", 0)
        : new ReadingSettings(rate, home(cache), most);
  }

  private static String home(String folder) {
    return folder.startsWith("~/") ? System.getProperty("user.home") + folder.substring(1) : folder;
  }

  private static long size(Values values, String key) {
    long bytes =
        values
            .read(key, Config::getMemorySize, "a size such as 200 MiB is needed")
            .map(ConfigMemorySize::toBytes)
            .orElse(Long.MAX_VALUE);
    if (bytes < 1) {
      values.problem(key, "= %d is not a size; one such as 200 MiB is needed".formatted(bytes));
    }
    return bytes;
  }

  private static long most(Values memory) {
    if (memory.text("max", NONE).equals(NONE)) {
      return Long.MAX_VALUE;
    }
    long bytes =
        memory
            .read("max", Config::getMemorySize, "none, or a size such as 12 GiB is needed")
            .map(ConfigMemorySize::toBytes)
            .orElse(Long.MAX_VALUE);
    if (bytes < 1) {
      memory.problem(
          "max", "= %d is not a size; none, or a size such as 12 GiB is needed".formatted(bytes));
    }
    return bytes;
  }

  /** Spark's local master never starts a task that asks for a GPU: it would wait for ever. */
  private static DeviceChoice device(Config config, SparkSettings spark, List<Problem> problems) {
    Values sweep = new Values(config.getConfig("sweep"), "sweep.", problems);
    String text = sweep.text("device", "auto");
    DeviceChoice device = DeviceChoice.parse(text).orElse(DeviceChoice.AUTO);
    if (DeviceChoice.parse(text).isEmpty()) {
      sweep.problem(
          "device", "= %s is not known; choose auto, cpu or a GPU such as gpu:0".formatted(text));
    }
    boolean asks = spark.conf().keySet().stream().anyMatch(key -> GPU_KEY.matcher(key).matches());
    if (spark.isLocal() && asks) {
      new Values(config.getConfig("spark"), "spark.", problems)
          .problem(
              "conf",
              "asks for GPUs as resources, which a local master never gives; use sweep.device = gpu:0");
    }
    boolean offered = OFFERS.stream().anyMatch(spark.conf()::containsKey);
    return offered && device.kind() == DeviceChoice.Kind.AUTO ? DeviceChoice.OFFERED : device;
  }
}
