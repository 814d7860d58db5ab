package io.stateprint.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.cli.SparkJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as it stands in an image: an installation of Spark, and beside it what that lacks.
 */
class ImageLayoutIT {
  private static final Path TARGET = Launched.HOME.resolve("jobs/target");

  @TempDir private Path folder;
  private Path home;
  private Path spark;

  @BeforeEach
  void layOut() throws IOException {
    home = folder.resolve("stateprint");
    spark = folder.resolve("spark");
    Path lib = Files.createDirectories(home.resolve("jobs/target/lib"));
    Path jars = Files.createDirectories(spark.resolve("jars"));
    for (Path jar : files(TARGET.resolve("lib"))) {
      String name = jar.getFileName().toString();
      Files.createSymbolicLink((SparkJars.isBrought(name) ? jars : lib).resolve(name), jar);
    }
    for (Path jar : files(TARGET)) {
      if (jar.getFileName().toString().matches("stateprint-jobs-[0-9.]+[.]jar")) {
        Files.copy(jar, home.resolve("jobs/target").resolve(jar.getFileName()));
      }
    }
    Files.createSymbolicLink(home.resolve("data-samples"), Launched.HOME.resolve("data-samples"));
    Files.createDirectories(home.resolve("deploy/bin"));
    Files.copy(
        Launched.HOME.resolve(Launched.LAUNCHER),
        home.resolve(Launched.LAUNCHER),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** JUnit says a word on every link that it deletes. */
  @AfterEach
  void unlink() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path link : all.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void whatTheImageComputesWhileItIsBuiltIsComputed() throws Exception {
    Launched ran = smoke(Map.of("SPARK_HOME", spark.toString()));

    assertThat(ran.code()).describedAs(ran.err()).isZero();
    assertThat(folder.resolve("store/states")).isDirectory();
  }

  @Test
  void withoutAnInstallationOfSparkItSaysWhatItNeeds() throws Exception {
    Launched ran = smoke(Map.of());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("Cannot start:")
        .contains("has no Spark", "SPARK_HOME")
        .doesNotContain("Exception");
  }

  private Launched smoke(Map<String, String> environment) throws Exception {
    return Launched.script(
        folder,
        home.resolve(Launched.LAUNCHER).toString(),
        environment,
        List.of(
            "sample",
            "--quiet",
            "--conf",
            Launched.HOME.resolve("deploy/container/smoke.conf").toString(),
            "--set",
            "sweep.store=" + folder.resolve("store")));
  }
}
