package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the packaged jars, as a process of their own, from a folder of the user. */
class LauncherIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  @TempDir private Path folder;

  @Test
  void theDemoGoesOnWithoutTheSampleModelAndSaysSo() throws Exception {
    Ran ran =
        run(
            Map.of(
                "STATEPRINT_CACHE", folder.resolve("cache").toString(),
                "PIP_INDEX_URL", "http://127.0.0.1:9/",
                "PIP_RETRIES", "0"),
            "demo",
            "--quiet",
            "--set",
            "report.language=ru");

    assertThat(ran.code()).describedAs(ran.err()).isZero();
    assertThat(ran.err()).contains("hf://", "random weights", "mean nothing");
    List<String> lines = ran.out().lines().toList();
    assertThat(lines.get(0)).startsWith("СЛУЧАЙНЫЕ ВЕСА");
    assertThat(lines.stream().filter(line -> line.startsWith("СЛУЧАЙНЫЕ ВЕСА"))).hasSize(5);
    assertThat(ran.out()).contains("поддержка", "Таблицы: file:" + folder.resolve("runs"));
  }

  @Test
  void readsAConfigurationBesideTheUserAndModelsOfTheInstallation() throws Exception {
    Files.writeString(
        folder.resolve("my.conf"),
        "sweep { models = [{ id = q, checkpoint = \"data-samples/models/tiny-qwen2\" }]\n"
            + "sampling.layers = \"every 2\", store = here }");

    Ran ran = run(Map.of(), "sample", "--conf", "my.conf", "--master", "local[1]");

    assertThat(ran.code()).describedAs(ran.err()).isZero();
    assertThat(ran.out()).contains("q: 1040 states of 260 texts");
    assertThat(ran.err()).contains("sample q: layers 3/3");
    assertThat(folder.resolve("here/states")).isDirectory();
  }

  @Test
  void passesTheExitCodeOn() throws Exception {
    Ran wrong = run(Map.of(), "sweep", "--set", "sweep.store=");
    Ran failed = run(Map.of(), "inspect", "nothing-here");

    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("Cannot use the configuration: 2 problems");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).startsWith("Cannot").contains("nothing-here");
    assertThat(wrong.out() + failed.out()).isEmpty();
  }

  @Test
  void takesItsClassesFromTheArchiveAndSaysNothingOfIt() throws Exception {
    Map<String, Long> mapped = new TreeMap<>();
    for (String archive : List.of("", "none")) {
      Path loaded = folder.resolve("loaded-" + archive);
      Ran ran =
          run(
              Map.of(
                  "STATEPRINT_ARCHIVE",
                  archive,
                  "STATEPRINT_JAVA_OPTS",
                  "-Xlog:class+load:file=" + loaded),
              "--version");
      assertThat(ran.code()).isZero();
      assertThat(ran.out()).startsWith("stateprint ").hasLineCount(1);
      assertThat(ran.err()).isEmpty();
      try (Stream<String> lines = Files.lines(loaded)) {
        mapped.put(archive, lines.filter(LauncherIT::isMappedMain).count());
      }
    }
    assertThat(mapped).isEqualTo(Map.of("", 1L, "none", 0L));
  }

  private static boolean isMappedMain(String line) {
    return line.contains(Main.class.getName() + " source: shared objects file (top)");
  }

  private record Ran(int code, String out, String err) {}

  private Ran run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve("deploy/bin/stateprint").toString());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("STATEPRINT_BUILD", "never");
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ran(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
