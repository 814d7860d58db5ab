package io.stateprint.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands on a real cluster under the security that is shipped for one: a master and two workers
 * that know nothing but Spark, drivers as a user starts them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneClusterIT {
  private static final String SECRET = "planted-secret-5d1f";
  private static final String PASSWORD = "planted-password-2b8c";
  @TempDir private static Path folder;
  private static StandaloneCluster cluster;
  private static Path own;
  private static Path embedded;

  @BeforeAll
  static void start() throws Exception {
    Path keyStore = keyStore();
    Map<String, String> security = security();
    security.put("spark.ssl.keyStore", keyStore.toString());
    security.put("spark.authenticate.secret", SECRET);
    Map<String, String> password = Map.of("STATEPRINT_KEYSTORE_PASSWORD", PASSWORD);
    cluster =
        StandaloneCluster.start(
            Files.createDirectory(folder.resolve("cluster")),
            new ClusterShape(2, 2, "1300m", security, password));
    own =
        Files.write(
            folder.resolve("own.conf"),
            List.of(
                "spark.ssl.keyStore " + keyStore,
                "spark.eventLog.dir file:" + Files.createDirectory(folder.resolve("events")),
                "spark.eventLog.compress false",
                "spark.executor.memory 512m",
                "spark.executor.memoryOverhead 0",
                "spark.executor.cores 1",
                "spark.cores.max 2",
                "spark.driver.host 127.0.0.1"));
    embedded = folder.resolve("embedded");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** Keys of the shipped file that tell who may speak to whom, and how. */
  private static Map<String, String> security() throws IOException {
    Properties shipped = new Properties();
    try (var in =
        Files.newBufferedReader(
            Launched.HOME.resolve("deploy/standalone/conf/spark-defaults.conf"))) {
      shipped.load(in);
    }
    Map<String, String> out = new LinkedHashMap<>();
    shipped.stringPropertyNames().stream()
        .filter(key -> key.matches("spark[.](authenticate|network[.]crypto|io[.]encryption|ssl).*"))
        .sorted()
        .forEach(key -> out.put(key, shipped.getProperty(key)));
    assertThat(out)
        .containsEntry("spark.authenticate", "true")
        .containsEntry("spark.network.crypto.enabled", "true")
        .containsEntry("spark.io.encryption.enabled", "true")
        .containsEntry("spark.ssl.enabled", "true");
    return out;
  }

  private static Path keyStore() throws Exception {
    Path file = folder.resolve("keystore.p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    return file;
  }

  @Test
  @Order(1)
  void aSweepRunsOnExecutorsWithoutAnInstallationOfSpark() throws Exception {
    Path conf = Files.writeString(folder.resolve("cluster.conf"), sparkConf());
    Map<String, String> password = Map.of("STATEPRINT_KEYSTORE_PASSWORD", PASSWORD);

    Launched here = sweep("sweep", embedded, Map.of(), "--master", "local[2]");
    Launched there =
        sweep(
            "sweep",
            folder.resolve("store"),
            password,
            "--conf",
            conf.toString(),
            "--master",
            cluster.master());

    assertThat(here.code()).describedAs(here.err()).isZero();
    assertThat(there.code()).describedAs(there.err()).isZero();
    assertThat(page(there.out())).isEqualTo(page(here.out()));
    assertThat(tables(folder.resolve("store"))).isEqualTo(tables(embedded));
    for (int worker = 0; worker < 2; worker++) {
      assertThat(executorsThatComputed(worker)).isNotEmpty();
    }
    assertThat(cluster.log("master.log"))
        .containsPattern("started at https://\\S+|Successfully started service 'MasterUI'");
  }

  @Test
  @Order(2)
  void theShippedScriptRunsTheSameCommandsFromHereAndFromInsideTheCluster() throws Exception {
    Path store = folder.resolve("submitted");
    Launched sample = sweep("sample", store, submit("client"), cluster.master());
    Launched profile = sweep("profile", store, submit("cluster"), cluster.master());

    assertThat(sample.code()).describedAs(sample.err()).isZero();
    assertThat(sample.out()).contains("m: 340 states of 170 texts");
    assertThat(sample.err()).doesNotContain("INFO");
    assertThat(profile.code()).describedAs(profile.err()).isZero();
    assertThat(tables(store)).isEqualTo(tables(embedded));
    assertThat(driverOutput()).contains("m: llama, 4 layers").contains(store.toString());
  }

  @Test
  @Order(3)
  void theEventLogTellsTheHistoryServerWhatEachJobDidForWhichModel() throws IOException {
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("events"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        log.append(Files.readString(file));
      }
    }
    assertThat(log.toString())
        .contains("SparkListenerApplicationEnd", "sample m, shard 1 of 1", "profile m")
        .contains("\"spark.authenticate.secret\":\"*********(redacted)\"");
  }

  @Test
  @Order(4)
  void noSecretIsWrittenAnywhere() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean given = file.endsWith("secret") || file.endsWith("cluster.conf");
        if (!given && !file.startsWith(cluster.sparkHome())) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .describedAs("%s", file)
              .doesNotContain(SECRET, PASSWORD);
        }
      }
    }
  }

  private static Map<String, String> submit(String mode) throws IOException {
    Path secret = folder.resolve("secret");
    if (!Files.exists(secret)) {
      Files.writeString(secret, SECRET + "\n");
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }
    return Map.of(
        "SPARK_HOME",
        cluster.sparkHome().toString(),
        "STATEPRINT_KEYSTORE_PASSWORD",
        PASSWORD,
        "STATEPRINT_SECRET_FILE",
        secret.toString(),
        "STATEPRINT_SPARK_CONF",
        own.toString(),
        "STATEPRINT_HEAP",
        "600m",
        "STATEPRINT_SUBMIT_OPTS",
        "--deploy-mode " + mode);
  }

  private static String sparkConf() throws IOException {
    Map<String, String> keys = security();
    keys.put("spark.authenticate.secret", SECRET);
    for (String line : Files.readAllLines(own)) {
      String[] pair = line.split(" ", 2);
      keys.put(pair[0], pair[1]);
    }
    StringBuilder conf = new StringBuilder("spark.conf {\n");
    keys.forEach((key, value) -> conf.append("  \"%s\" = \"%s\"%n".formatted(key, value)));
    return conf.append("}\n").toString();
  }

  /** Ten prompts and the anchors, three layers, in two parts. */
  private static Launched sweep(
      String command, Path store, Map<String, String> environment, String... more)
      throws Exception {
    List<String> bank =
        Files.readAllLines(Launched.HOME.resolve("data-samples/prompts/bank-1.0.0.en.jsonl"));
    List<String> some = new ArrayList<>();
    for (int i = 0; i < bank.size(); i += 10) {
      some.add(bank.get(i));
    }
    Path conf =
        Files.writeString(
            folder.resolve("sweep.conf"),
            """
            sweep {
              run-id = first
              models = [{ id = m, checkpoint = "data-samples/models/tiny-llama" }]
              prompts = "%s"
              sampling { layers = [1, 3], pooling = [last] }
              partitions = 2
            }
            """
                .formatted(Files.write(folder.resolve("some.jsonl"), some)));
    boolean submits = more.length == 1;
    List<String> arguments =
        new ArrayList<>(submits ? List.of(more[0], command) : List.of(command));
    arguments.addAll(
        List.of("--quiet", "--conf", conf.toString(), "--set", "sweep.store=" + store));
    arguments.addAll(submits ? List.of() : List.of(more));
    String script = submits ? "deploy/standalone/submit" : Launched.LAUNCHER;
    return Launched.script(folder, script, environment, arguments);
  }

  /** A page without the lines that tell of places and of time. */
  private static List<String> page(String out) {
    return out.lines()
        .filter(line -> !line.contains(folder.toString()) && !line.contains("weights read"))
        .toList();
  }

  private static List<String> tables(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith("model_id="))
          .map(path -> store.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private static List<Path> executorsThatComputed(int worker) throws IOException {
    List<Path> out = new ArrayList<>();
    try (Stream<Path> files = Files.walk(cluster.folder().resolve("work-" + worker))) {
      for (Path log : files.filter(file -> file.endsWith("stderr")).toList()) {
        if (Files.readString(log).contains("Finished task")) {
          out.add(log);
        }
      }
    }
    return out;
  }

  /** What the driver inside the cluster printed. */
  private static String driverOutput() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(cluster.folder())) {
      for (Path log :
          files
              .filter(file -> file.endsWith("stdout") && file.toString().contains("driver-"))
              .toList()) {
        all.append(Files.readString(log));
      }
    }
    return all.toString();
  }
}
