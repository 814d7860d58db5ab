package io.stateprint.jobs.remote;

import io.stateprint.storage.InputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;

/**
 * The sentence on a disk without room: whose it is, and what to do. That of the store, the one that
 * Spark works on and the one where uploads to S3 wait say the same words, and are told apart by who
 * wrote.
 */
public final class FullDisk {
  /** As the system says it, in the languages of the pages, and as Hadoop does. */
  private static final List<String> MARKS =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "На устройстве не осталось свободного места",
          "Превышена дисковая квота",
          "No space available in any of the local directories",
          "Could not find any valid local directory");

  private static final List<String> UPLOADS =
      List.of("org.apache.hadoop.fs.s3a.S3ADataBlocks", "org.apache.hadoop.fs.LocalDirAllocator");

  private static final List<String> SPARK =
      List.of(
          "org.apache.spark.shuffle.",
          "org.apache.spark.storage.",
          "org.apache.spark.util.collection.",
          "org.apache.spark.broadcast.");

  private static final Pattern FILE =
      Pattern.compile("(/[^\\n]*?) \\((?:No space|Disk quota|На устр|Превыш)");

  private static final String AGAIN = "then run again under the same run id: what is done stays";

  /** Where Spark works in this process; what it cannot do is often told when it has ended. */
  private static volatile String working = System.getProperty("java.io.tmpdir", "/tmp");

  private static volatile boolean inOneProcess = true;

  private FullDisk() {}

  /** Remembers the folder of a Spark that has started. */
  public static void sparkWorks(SparkConf conf) {
    working = conf.get("spark.local.dir", System.getProperty("java.io.tmpdir", "/tmp"));
    inOneProcess = conf.get("spark.master", "local").matches("local(\\[.*\\])?");
  }

  /** The sentence, where a failure is about a full disk; the failure may name the place. */
  public static Optional<InputException> in(Throwable failure) {
    return sentence("write", "", failure);
  }

  /**
   * The same for something that was done with a place.
   *
   * @param verb what was done
   */
  public static Optional<InputException> in(String verb, String place, Throwable failure) {
    return sentence(verb, place, failure);
  }

  private static Optional<InputException> sentence(String verb, String place, Throwable failure) {
    String told = told(failure);
    if (MARKS.stream().noneMatch(told::contains)) {
      return Optional.empty();
    }
    String what = place.isEmpty() ? file(told) : place;
    return Optional.of(
        new InputException(
            "Cannot %s %s: %s, %s".formatted(verb, what, remedy(told), AGAIN), failure));
  }

  private static String file(String told) {
    Matcher file = FILE.matcher(told);
    return file.find() ? file.group(1) : "what is to be kept";
  }

  private static String remedy(String told) {
    if (UPLOADS.stream().anyMatch(told::contains)) {
      return "the disk is full where uploads to S3 wait (%s); make room there or set spark.conf.\"spark.hadoop.fs.s3a.buffer.dir\" to another folder"
          .formatted(uploads());
    }
    if (SPARK.stream().anyMatch(told::contains) && !inOneProcess) {
      return "the disk is full where Spark works on the driver or on an executor; make room there or give its nodes another folder (spark.local.dir; SPARK_LOCAL_DIRS of standalone workers, what YARN or Kubernetes mounts)";
    }
    if (SPARK.stream().anyMatch(told::contains)) {
      return "the disk is full where Spark works (%s); make room there or set spark.conf.\"spark.local.dir\" to another folder"
          .formatted(working);
    }
    return "its disk is full; make room there";
  }

  private static String uploads() {
    Configuration conf = RemoteConf.ofProcess();
    return conf.get("fs.s3a.buffer.dir", conf.get("hadoop.tmp.dir", ""));
  }

  /** Messages and stack traces: of a failed task the driver knows no more than its text. */
  private static String told(Throwable failure) {
    StringWriter told = new StringWriter();
    failure.printStackTrace(new PrintWriter(told));
    return told.toString();
  }
}
