package io.stateprint.jobs.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.storage.InputException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3Proxy, a process of its own, checks every signature; its objects are plain files. */
class SignedRequestsTest {
  private static final Path TINY = Path.of("../data-samples/models/tiny-llama");
  private static final String RIGHT = "the/right+Secret0123456789abcdefghijklmn";
  @TempDir private static Path root;
  private static Process server;
  private static int port;

  @BeforeAll
  static void start() throws IOException, URISyntaxException {
    for (String bucket : List.of("right", "wrong", "stranger", "bare")) {
      Path folder = Files.createDirectories(root.resolve("data/" + bucket + "/m"));
      try (Stream<Path> files = Files.list(TINY)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
      }
    }
    port = S3Server.freePort();
    Path settings =
        Files.writeString(
            root.resolve("s3proxy.properties"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            jclouds.identity=none
            jclouds.credential=none
            """
                .formatted(port, S3Bucket.ACCESS, RIGHT, root.resolve("data")));
    // Its jar brings annotations of Jackson that are older than the Jackson in it.
    Path annotations =
        Path.of(JsonCreator.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                annotations + File.pathSeparator + Path.of("target/servers/s3proxy.jar"),
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .start();
    awaitStart();
  }

  private static void awaitStart() throws IOException {
    BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    String line;
    while ((line = said.readLine()) != null) {
      all.append(line).append('\n');
      if (line.contains("Started") && line.contains(".Server@")) {
        Thread drain = new Thread(() -> drain(said), "s3proxy-output");
        drain.setDaemon(true);
        drain.start();
        return;
      }
    }
    throw new IOException("S3Proxy ended while it started:\n" + all);
  }

  private static void drain(BufferedReader said) {
    try {
      said.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The server has ended.
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.destroy();
    if (!server.waitFor(10, TimeUnit.SECONDS)) {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void aCheckpointIsReadWithTheRightKeys() {
    Configuration right = hadoop(S3Bucket.ACCESS, RIGHT);
    right.set("fs.s3a.change.detection.version.required", "false");

    try (Checkpoint there = PlannedCheckpoint.open("s3a://right/m", right)) {
      assertThat(there.tensors()).isNotEmpty();
      assertThat(there.fingerprint()).hasSize(64);
    }
  }

  @Test
  void filesWithoutAnEtagAreReadOnlyWhenThatIsAskedFor() {
    assertThatThrownBy(() -> PlannedCheckpoint.open("s3a://bare/m", hadoop(S3Bucket.ACCESS, RIGHT)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("s3a://bare/m/config.json: its server gives no ETag")
        .hasMessageContaining("change.detection.version.required");
  }

  @Test
  void aWrongSecretIsNamedAndNotRepeated() {
    assertThatThrownBy(
            () -> PlannedCheckpoint.open("s3a://wrong/m", hadoop(S3Bucket.ACCESS, S3Bucket.SECRET)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot open s3a://wrong/m: the secret key does not belong")
        .hasMessageNotContaining(S3Bucket.SECRET);
  }

  @Test
  void aStrangersKeyIsNamed() {
    assertThatThrownBy(
            () -> PlannedCheckpoint.open("s3a://stranger/m", hadoop("AKIANOBODY0000000000", RIGHT)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot open s3a://stranger/m: ")
        .hasMessageContaining("the access key is not known there");
  }

  private static Configuration hadoop(String access, String secret) {
    Configuration hadoop = RemoteConf.of(Map.of());
    hadoop.set("fs.s3a.endpoint", "http://127.0.0.1:" + port);
    hadoop.set("fs.s3a.endpoint.region", "us-east-1");
    hadoop.set("fs.s3a.path.style.access", "true");
    hadoop.set("fs.s3a.connection.ssl.enabled", "false");
    hadoop.set("fs.s3a.attempts.maximum", "1");
    hadoop.set("fs.s3a.retry.limit", "2");
    hadoop.set("fs.s3a.retry.interval", "20ms");
    hadoop.set("fs.s3a.access.key", access);
    hadoop.set("fs.s3a.secret.key", secret);
    return hadoop;
  }
}
