package io.stateprint.jobs.cluster;

import io.stateprint.jobs.cli.SparkJars;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * A standalone cluster of Spark on this machine: a master and workers as processes of their own,
 * from the jars of the build. Whoever starts it closes it; no process outlives it.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED =
      Pattern.compile("Successfully registered with master (\\S+)");

  /** As Spark's own: its launcher makes the command of the driver. */
  private static final String SUBMIT =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      home=$(cd "$(dirname "$0")/.." && pwd)
      export JAVA_HOME=%s SPARK_HOME="$home" SPARK_SCALA_VERSION=2.13
      command=()
      while IFS= read -r -d '' word; do command+=("$word"); done < <(
        "$JAVA_HOME/bin/java" -Xmx64m -cp "$home/jars/*" org.apache.spark.launcher.Main \\
          org.apache.spark.deploy.SparkSubmit "$@" | tail -c +3)
      exec "${command[@]}"
      """;

  private final Path folder;
  private final ClusterShape shape;
  private final Path sparkHome;
  private final Daemon master;
  private final String url;
  private final List<Daemon> workers = new ArrayList<>();

  private StandaloneCluster(Path folder, ClusterShape shape) {
    this.folder = folder;
    this.shape = shape;
    this.sparkHome = installed(folder.resolve("spark"));
    this.master =
        Daemon.start(
            java(
                "-Xmx256m",
                "org.apache.spark.deploy.master.Master",
                List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")),
            folder.resolve("master.log"),
            MASTER);
    this.url = master.ready().group(1);
  }

  /**
   * Starts it, and returns when every worker has registered.
   *
   * @param folder for its logs and working files
   */
  public static StandaloneCluster start(Path folder, ClusterShape shape) {
    StandaloneCluster cluster = new StandaloneCluster(folder, shape);
    try {
      List<Daemon> begun = new ArrayList<>();
      for (int i = 0; i < shape.workers(); i++) {
        begun.add(cluster.begun("127.0.0.1"));
      }
      begun.forEach(Daemon::ready);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Where the master listens, {@code spark://127.0.0.1:PORT}. */
  public String master() {
    return url;
  }

  /** A folder with {@code jars} and {@code bin/spark-submit}, as an installation of Spark has. */
  public Path sparkHome() {
    return sparkHome;
  }

  /** Where logs and working files of executors are. */
  public Path folder() {
    return folder;
  }

  /** Starts one more worker, and returns when it has registered. */
  public void addWorker() {
    addWorker("127.0.0.1");
  }

  /** The same under another address of this machine, as if it were another one. */
  public void addWorker(String host) {
    begun(host).ready();
  }

  private Daemon begun(String host) {
    int number = workers.size();
    List<String> arguments =
        List.of(
            "--host",
            host,
            "--port",
            "0",
            "--webui-port",
            "0",
            "--cores",
            String.valueOf(shape.cores()),
            "--memory",
            shape.memory(),
            "--work-dir",
            folder.resolve("work-" + number).toString(),
            url);
    Daemon worker =
        Daemon.start(
            java("-Xmx192m", "org.apache.spark.deploy.worker.Worker", arguments),
            folder.resolve("worker-%d.log".formatted(number)),
            REGISTERED);
    workers.add(worker);
    return worker;
  }

  /**
   * Processes that a worker has started for executors and drivers.
   *
   * @param worker from 0, in the order of start
   */
  public List<ProcessHandle> executors(int worker) {
    return workers.get(worker).children();
  }

  /** Ends a worker and its executors at once, as a fault of the machine would. */
  public void killWorker(int worker) {
    workers.get(worker).kill();
  }

  /**
   * A driver in this process, with the classes of the tests on executors. Keys may be added;
   * whoever opens the session stops it.
   */
  public SparkSession.Builder driver() {
    return SparkSession.builder()
        .master(url)
        .config(shapeConf())
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.executor.memory", "512m")
        .config("spark.executor.heartbeatInterval", "1s")
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .config(
            "spark.executor.extraJavaOptions",
            "-Dai.djl.pytorch.graph_optimizer=false -Dai.djl.offline=true -Duser.timezone=UTC")
        .config("spark.scheduler.mode", "FAIR")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.hadoop.parquet.hadoop.vectored.io.enabled", "false");
  }

  private Map<String, Object> shapeConf() {
    Map<String, Object> conf = new LinkedHashMap<>(shape.keys());
    conf.keySet()
        .removeIf(key -> key.startsWith("spark.worker.") || key.startsWith("spark.master."));
    return conf;
  }

  /** A log of the master or of a worker, such as {@code worker-0.log}. */
  public String log(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    workers.forEach(Daemon::close);
    master.close();
    unlinked(sparkHome.resolve("jars"));
  }

  /** JUnit says a word on every link that it deletes. */
  private static void unlinked(Path jars) {
    try (Stream<Path> links = Files.list(jars)) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder java(String heap, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(heap);
    command.add("-Dspark.master.rest.enabled=false");
    shape.keys().forEach((key, value) -> command.add("-D%s=%s".formatted(key, value)));
    command.addAll(List.of("-cp", sparkHome.resolve("jars") + File.separator + "*", mainClass));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_HOME", sparkHome.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    String options = System.getProperty("stateprint.daemonOptions");
    if (options != null) {
      // Executors inherit it from their worker.
      builder.environment().put("JDK_JAVA_OPTIONS", options);
    }
    builder.environment().putAll(shape.environment());
    return builder;
  }

  /** The jars of Spark and no others, so that those of an application have to travel. */
  private static Path installed(Path home) {
    try {
      Path jars = Files.createDirectories(home.resolve("jars"));
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        Path jar = Path.of(entry);
        if (SparkJars.isBrought(jar.getFileName().toString())) {
          Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
        }
      }
      Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
      Files.writeString(submit, SUBMIT.formatted(System.getProperty("java.home")));
      Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
