package io.stateprint.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped scripts, each run as it is. */
class ScriptsTest {
  @TempDir private Path folder;

  @Test
  void gpusAreListedAsSparkReadsThem() throws Exception {
    Ran two = gpus("echo 0; echo 3");

    assertThat(two.code()).isZero();
    assertThat(new ObjectMapper().readTree(two.out()).toString())
        .isEqualTo("{\"name\":\"gpu\",\"addresses\":[\"0\",\"3\"]}");
  }

  @Test
  void aHostWithoutGpusIsAnErrorAndNeverAnEmptyList() throws Exception {
    Ran none = gpus("echo No devices were found");
    Ran broken = gpus("echo failed >&2; exit 9");
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    Ran missing = run(Map.of("PATH", nothing.toString()), "/bin/bash", script("bin/gpus"));

    for (Ran ran : List.of(none, broken, missing)) {
      assertThat(ran.code()).isNotZero();
      assertThat(ran.out()).isEmpty();
    }
    assertThat(none.err()).contains("nvidia-smi names none");
    assertThat(missing.err()).contains("no nvidia-smi on the PATH");
  }

  @Test
  void aNightCreatesItsApplicationOnceWithTheTokenOfThePod() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer api = api(asked, 201, 409, 403);
    try {
      Ran first = create(api, "2026-11-24");
      Ran again = create(api, "2026-11-24");
      Ran refused = create(api, "2026-11-25");

      assertThat(first.code()).describedAs(first.err()).isZero();
      assertThat(first.out()).contains("Created the application of run 2026-11-24");
      assertThat(again.code()).isZero();
      assertThat(again.out()).contains("is there already");
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("the API server answered 403: sent by the server");
      assertThat(asked).hasSize(3);
      assertThat(asked.get(0))
          .startsWith(
              "POST /apis/spark.apache.org/v1/namespaces/stateprint/sparkapplications Bearer planted-token")
          .contains("name: stateprint-2026-11-24", "sweep.run-id=2026-11-24")
          .doesNotContain("@RUN_ID@");
      assertThat(first.err() + again.err() + refused.err()).doesNotContain("planted-token");
    } finally {
      api.stop(0);
    }
  }

  @Test
  void aRunIdThatIsNoNameOfKubernetesIsRefused() throws Exception {
    Ran ran =
        run(
            Map.of("RUN_ID", "a/b"),
            script("kubernetes/create-application"),
            script("kubernetes/nightly-application.yaml"));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("RUN_ID=a/b is no name");
  }

  @Test
  void nothingStartsWithoutASecretThatIsKept() throws Exception {
    Path home = Files.createDirectories(folder.resolve("spark/jars")).getParent();
    Path secret = Files.writeString(folder.resolve("secret"), "planted-secret\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    for (List<String> command :
        List.of(
            List.of("standalone/node", "master"),
            List.of("standalone/submit", "spark://127.0.0.1:7077", "sweep"))) {
      String[] words = command.toArray(String[]::new);
      words[0] = script(words[0]);
      Ran open =
          run(
              Map.of("STATEPRINT_SECRET_FILE", secret.toString(), "SPARK_HOME", home.toString()),
              words);
      Ran lacking =
          run(Map.of("STATEPRINT_SECRET_FILE", "/no/such", "SPARK_HOME", home.toString()), words);

      assertThat(open.code()).isEqualTo(1);
      assertThat(open.err()).contains("others can read", "chmod 600").doesNotContain("planted");
      assertThat(lacking.code()).isEqualTo(1);
      assertThat(lacking.err()).contains("no secret at /no/such");
    }
  }

  @Test
  void onlyJarsThatSparkLacksTravel() throws Exception {
    Path home = folder.resolve("home");
    Path script = Files.createDirectories(home.resolve("deploy/bin")).resolve("app-jars");
    Files.copy(Path.of(script("bin/app-jars")), script);
    script.toFile().setExecutable(true);
    Path lib = Files.createDirectories(home.resolve("jobs/target/lib"));
    Path jars = Files.createDirectories(folder.resolve("spark/jars"));
    for (String jar :
        List.of(
            "icu4j-23.1.5.jar",
            "icu4j-77.1.jar",
            "jackson-core-2.21.2.jar",
            "log4j-1.2-api-2.24.3.jar",
            "picocli-4.7.7.jar")) {
      Files.createFile(lib.resolve(jar));
    }
    Files.createFile(jars.resolve("icu4j-77.1.jar"));
    Files.createFile(jars.resolve("jackson-core-2.20.0.jar"));
    Files.createFile(jars.resolve("log4j-1.2-api-2.24.3.jar"));

    Ran ran = run(Map.of(), script.toString(), jars.getParent().toString());

    assertThat(ran.out().lines())
        .containsExactly(
            lib.resolve("icu4j-23.1.5.jar").toString(),
            lib.resolve("picocli-4.7.7.jar").toString());
  }

  private Ran gpus(String says) throws Exception {
    Path smi = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + says + "\n");
    smi.toFile().setExecutable(true);
    return run(Map.of("PATH", folder + ":" + System.getenv("PATH")), script("bin/gpus"));
  }

  private Ran create(HttpServer api, String run) throws Exception {
    Path account = Files.createDirectories(folder.resolve("account"));
    Files.writeString(account.resolve("token"), "planted-token");
    Files.writeString(account.resolve("namespace"), "stateprint");
    Files.writeString(account.resolve("ca.crt"), "");
    return run(
        Map.of(
            "RUN_ID",
            run,
            "SERVICE_ACCOUNT",
            account.toString(),
            "KUBERNETES_API",
            "http://127.0.0.1:" + api.getAddress().getPort()),
        script("kubernetes/create-application"),
        script("kubernetes/nightly-application.yaml"));
  }

  private static HttpServer api(List<String> asked, int... states) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(
              "%s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      body));
          byte[] answer = "sent by the server".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(states[asked.size() - 1], answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private record Ran(int code, String out, String err) {}

  private static String script(String path) {
    return Shipped.DEPLOY.resolve(path).toString();
  }

  private Ran run(Map<String, String> environment, String... command) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    List<String> words = new ArrayList<>(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
