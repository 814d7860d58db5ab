package io.stateprint.jobs.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.jspecify.annotations.Nullable;

/**
 * How remote files are reached: Spark's keys with what Stateprint sets unless somebody else did.
 */
public final class RemoteConf {
  private static final String HADOOP = "spark.hadoop.";

  /** Keys in the configuration first, then what every program of AWS looks at. */
  private static final String CREDENTIALS =
      String.join(
          ",",
          "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider",
          "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
          "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");

  private static volatile @Nullable Known known;

  private RemoteConf() {}

  /**
   * Spark's keys for remote files. Tables on S3 are written by the magic committer: a task's files
   * are uploads that no reader sees until the job completes them; nothing is renamed.
   */
  private static Map<String, String> defaults() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(HADOOP + "fs.s3a.aws.credentials.provider", CREDENTIALS);
    keys.put(HADOOP + "fs.s3a.committer.name", "magic");
    keys.put(HADOOP + "fs.s3a.committer.magic.enabled", "true");
    keys.put(
        HADOOP + "mapreduce.outputcommitter.factory.scheme.s3a",
        "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory");
    keys.put(HADOOP + "fs.s3a.vectored.active.ranged.reads", String.valueOf(RemoteFile.AT_ONCE));
    keys.put(HADOOP + "fs.s3a.executor.capacity", String.valueOf(2 * RemoteFile.AT_ONCE));
    return keys;
  }

  /**
   * The same with those for a store, less what spark-submit was given. On S3 a committer that would
   * rename is refused.
   */
  public static Map<String, String> unlessGiven(String store) {
    Map<String, String> keys = defaults();
    if (store.startsWith("s3a:")) {
      keys.put(
          "spark.sql.sources.commitProtocolClass",
          "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol");
      keys.put(
          "spark.sql.parquet.output.committer.class",
          "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter");
      keys.put(HADOOP + "pathoutputcommit.reject.fileoutput", "true");
    }
    keys.keySet().removeIf(key -> System.getProperty(key) != null);
    return keys;
  }

  /**
   * What a process uses that has no Spark yet.
   *
   * @param conf Spark's own keys, as the user gave them
   */
  public static Configuration of(Map<String, String> conf) {
    Configuration hadoop = new Configuration();
    defaults().forEach((key, value) -> set(hadoop, key, value));
    Properties given = System.getProperties();
    given.stringPropertyNames().forEach(key -> set(hadoop, key, given.getProperty(key)));
    conf.forEach((key, value) -> set(hadoop, key, value));
    return hadoop;
  }

  private static void set(Configuration hadoop, String key, String value) {
    if (key.startsWith(HADOOP)) {
      hadoop.set(key.substring(HADOOP.length()), value);
    }
  }

  /** What a Spark of this process uses; reading Hadoop's files of defaults takes milliseconds. */
  private record Known(SparkEnv spark, Configuration hadoop) {}

  /** What this process uses, driver or executor: Spark's own where it runs. */
  public static Configuration ofProcess() {
    SparkEnv spark = SparkEnv.get();
    if (spark == null) {
      return of(Map.of());
    }
    Known now = known;
    if (now == null || now.spark() != spark) {
      now = new Known(spark, SparkHadoopUtil.get().newConfiguration(spark.conf()));
      known = now;
    }
    return new Configuration(now.hadoop());
  }
}
