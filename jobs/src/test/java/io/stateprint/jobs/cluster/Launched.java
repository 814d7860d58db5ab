package io.stateprint.jobs.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that the launcher has run to its end, as a process of its own with the packaged jars.
 *
 * @param code its exit code
 * @param out standard output
 * @param err standard error
 * @param seconds that it took
 */
public record Launched(int code, String out, String err, double seconds) {
  /** Where the sources are. */
  public static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  static final String LAUNCHER = "deploy/bin/stateprint";

  /** Runs a command from a folder. */
  public static Launched run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return script(folder, LAUNCHER, environment, List.of(arguments));
  }

  /** Runs a script of the sources from a folder. */
  static Launched script(
      Path folder, String script, Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve(script).toString());
    command.addAll(arguments);
    Path out = Files.createTempFile(folder, "stdout", "");
    Path err = Files.createTempFile(folder, "stderr", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("STATEPRINT_BUILD", "never");
    builder.environment().putAll(environment);
    long began = System.nanoTime();
    Process process = builder.start();
    try {
      if (!process.waitFor(20, TimeUnit.MINUTES)) {
        throw new IllegalStateException("%s has not ended in 20 minutes".formatted(command));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Launched(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8),
        (System.nanoTime() - began) / 1e9);
  }
}
