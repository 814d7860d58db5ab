package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparkJarsTest {
  @Test
  void whatSparkBringsStaysAndWhatComputesTravels() {
    List<String> names =
        SparkJars.travelling(System.getProperty("java.class.path")).stream()
            .map(jar -> Path.of(jar).getFileName().toString())
            .toList();

    assertThat(names)
        .contains("picocli-4.7.7.jar", "pytorch-engine-0.36.0.jar", "tokenizers-0.36.0.jar")
        .anyMatch(name -> name.startsWith("icu4j-23."))
        .noneMatch(
            name ->
                name.matches(
                    "(spark(?!-hadoop-cloud)|scala|hadoop-client|netty|log4j|jackson-core)-.*"))
        .noneMatch(name -> name.startsWith("icu4j-77."));
  }

  @Test
  void whatNoInstallationBringsTravelsThoughItIsNamedLikeSpark() {
    assertThat(SparkJars.isBrought("spark-core_2.13-4.1.2.jar")).isTrue();
    assertThat(SparkJars.isBrought("spark-hadoop-cloud_2.13-4.1.2.jar")).isFalse();
    assertThat(SparkJars.isBrought("hadoop-aws-3.4.2.jar")).isFalse();
  }
}
