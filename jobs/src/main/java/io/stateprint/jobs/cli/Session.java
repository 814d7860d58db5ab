package io.stateprint.jobs.cli;

import io.stateprint.jobs.metrics.RunMetrics;
import io.stateprint.jobs.remote.FullDisk;
import io.stateprint.jobs.remote.RemoteConf;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.settings.SparkSettings;
import io.stateprint.storage.InputException;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Spark while a command runs: the session that spark-submit began, or one inside this process. One
 * that is opened inside another is the same, and ends with the outer one.
 *
 * @param spark open until this is closed
 * @param metrics that Spark's sinks hear
 */
record Session(SparkSession spark, RunMetrics metrics) implements AutoCloseable {
  /** Whether executors come and go with the work. */
  static final String ELASTIC = "spark.dynamicAllocation.enabled";

  /** Of tasks on executors, as the launcher sets them for this process. */
  private static final String EXECUTOR_OPTIONS =
      "-Xss2m -XX:Tier4InvocationThreshold=50000 -XX:Tier4CompileThreshold=150000"
          + " -XX:Tier4BackEdgeThreshold=400000 -Djdk.reflect.useDirectMethodHandle=false"
          + " -Dai.djl.pytorch.graph_optimizer=false -Dai.djl.offline=true"
          + " -Dfile.encoding=UTF-8 -Duser.timezone=UTC";

  private static final String EXECUTOR_OPTIONS_KEY = "spark.executor.extraJavaOptions";

  /** Where a collector may have been chosen. */
  private static final List<String> COLLECTORS =
      List.of(
          EXECUTOR_OPTIONS_KEY,
          "spark.executor.defaultJavaOptions",
          "spark.executorEnv.JAVA_TOOL_OPTIONS",
          "spark.executorEnv.JDK_JAVA_OPTIONS");

  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC\\b");
  private static final String SECRET = "spark.authenticate.secret";
  private static final String EXECUTOR_CLASS_PATH = "spark.executor.extraClassPath";

  /** The session that is open, and how often. */
  private static final Deque<Session> OPEN = new ArrayDeque<>();

  /** A session with an executor, which is waited for. */
  static synchronized Session open(Settings settings) {
    Session session = begin(settings);
    try {
      session.awaitExecutor(settings.spark());
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    return session;
  }

  /** A session whose executors may still have to come. */
  static synchronized Session begin(Settings settings) {
    Session session = OPEN.isEmpty() ? begun(settings) : OPEN.getFirst();
    OPEN.push(session);
    return session;
  }

  private void awaitExecutor(SparkSettings wanted) {
    SparkContext context = spark.sparkContext();
    boolean elastic = context.getConf().getBoolean(ELASTIC, false);
    if (!wanted.isLocal() && !elastic) {
      FirstExecutor.await(context, wanted.patience());
    }
  }

  private static Session begun(Settings settings) {
    Logs.configure(settings.outside().log());
    SparkSettings wanted = settings.spark();
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("stateprint " + settings.runId())
            .config("spark.scheduler.mode", "FAIR")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
            .config("spark.sql.parquet.columnarReaderBatchSize", "128")
            // It reads whole row groups into direct memory, as much as the heap, for every layer.
            .config("spark.hadoop.parquet.hadoop.vectored.io.enabled", "false");
    if (Submitted.master().isEmpty()) {
      builder.master(wanted.master());
      if (wanted.isLocal()) {
        embed(builder);
      } else if (!wanted.conf().containsKey(EXECUTOR_CLASS_PATH)) {
        giveClasses(builder, wanted);
      }
    }
    RemoteConf.unlessGiven(settings.store()).forEach(builder::config);
    wanted.conf().forEach(builder::config);
    if (!wanted.isLocal()) {
      onExecutors(builder, wanted);
      authenticate(builder);
    }
    return started(builder, wanted);
  }

  private static void embed(SparkSession.Builder builder) {
    builder
        .config("spark.ui.enabled", "false")
        .config("spark.executor.heartbeatInterval", "1s")
        .config(ShufflePartitions.KEY, String.valueOf(ShufflePartitions.FEWEST))
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1");
  }

  /** Java takes an archive for the class path that it was made with, or one that begins so. */
  private static void giveClasses(SparkSession.Builder builder, SparkSettings wanted) {
    String classes = System.getProperty("java.class.path", "");
    if (wanted.installed()) {
      builder.config(EXECUTOR_CLASS_PATH, classes);
    } else {
      builder.config("spark.jars", String.join(",", SparkJars.travelling(classes)));
    }
  }

  /** What the user says about executors comes last, and wins. */
  private static void onExecutors(SparkSession.Builder builder, SparkSettings wanted) {
    UnaryOperator<String> said = said(wanted);
    if (ShufflePartitions.areOurs(said)) {
      builder.config(ShufflePartitions.KEY, String.valueOf(ShufflePartitions.FEWEST));
    }
    String archive = wanted.installed() ? archive() : "";
    builder
        .config(EXECUTOR_OPTIONS_KEY, archive + executorOptions(said))
        .config("spark.executorEnv.OPT_OUT_TRACKING", "true")
        .config("spark.executorEnv.MALLOC_ARENA_MAX", "2");
  }

  /** What the user or the cluster says under a key of Spark's; empty where nothing. */
  static UnaryOperator<String> said(SparkSettings wanted) {
    return key -> wanted.conf().getOrDefault(key, System.getProperty(key, ""));
  }

  /** Of this process, as the launcher named it; empty where it has none. */
  private static String archive() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-XX:SharedArchiveFile="))
        .map("\"%s\" -Xlog:cds*=off -Xlog:class*=off "::formatted)
        .findFirst()
        .orElse("");
  }

  /**
   * Options of an executor's virtual machine. Executors serve throughput, which is what the
   * parallel collector is for: the default of larger machines works beside the tasks, on their
   * cores. A virtual machine that is given two collectors does not start.
   *
   * @param said what the user or the cluster says under a key of Spark's; empty where nothing
   */
  static String executorOptions(UnaryOperator<String> said) {
    boolean chosen = COLLECTORS.stream().anyMatch(key -> COLLECTOR.matcher(said.apply(key)).find());
    String collector = chosen ? "" : " -XX:+UseParallelGC";
    return (EXECUTOR_OPTIONS + collector + " " + said.apply(EXECUTOR_OPTIONS_KEY)).strip();
  }

  /** A driver inside a standalone cluster is given the secret where Spark does not look for it. */
  private static void authenticate(SparkSession.Builder builder) {
    String given = System.getenv("_SPARK_AUTH_SECRET");
    if (given != null && System.getProperty(SECRET) == null) {
      builder.config(SECRET, given);
    }
  }

  private static Session started(SparkSession.Builder builder, SparkSettings wanted) {
    SparkSession spark = sparked(builder, wanted);
    FullDisk.sparkWorks(spark.sparkContext().getConf());
    if (!wanted.isLocal() && ShufflePartitions.areOurs(said(wanted))) {
      ShufflePartitions.follow(spark);
    }
    return new Session(spark, RunMetrics.attached());
  }

  private static SparkSession sparked(SparkSession.Builder builder, SparkSettings wanted) {
    try {
      return builder.getOrCreate();
    } catch (RuntimeException e) {
      if (String.valueOf(e.getMessage()).contains("System memory")) {
        throw new InputException(
            "Cannot start Spark: Java's heap of %d MiB is too small; set STATEPRINT_HEAP=1g or more"
                .formatted(Runtime.getRuntime().maxMemory() >> 20),
            e);
      }
      if (wanted.isLocal() || e instanceof InputException) {
        throw e;
      }
      throw new InputException(
          "Cannot start Spark on %s: %s; see that a master of Spark 4.1 listens there, that this host can reach it, and that spark.authenticate and its secret are the master's"
              .formatted(wanted.master(), firstLine(e)),
          e);
    }
  }

  /** Spark puts the calls behind it that led there. */
  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse(e.toString());
  }

  @Override
  public void close() {
    closeOne();
  }

  private static synchronized void closeOne() {
    Session session = OPEN.pop();
    if (OPEN.isEmpty()) {
      session.spark().stop();
    }
  }
}
