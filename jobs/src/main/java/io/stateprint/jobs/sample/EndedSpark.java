package io.stateprint.jobs.sample;

import io.stateprint.storage.InputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sentence on memory that was not enough. Where a task of this very process finds none, Spark
 * ends the process, and the job that waits hears only that Spark was stopped, as it does after a
 * signal.
 */
final class EndedSpark {
  private static final Pattern FULL =
      Pattern.compile("java\\.lang\\.OutOfMemoryError(?:: ([^\\n]*))?");
  private static final String STOPPED = "SparkContext was shut down";
  private static final String AGAIN = "run again under the same run id then: what is done stays";

  private EndedSpark() {}

  static Optional<InputException> in(Throwable failure) {
    boolean stopped = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher full = FULL.matcher(cause.toString());
      if (full.find()) {
        return Optional.of(new InputException(full(full.group(1)), failure));
      }
      stopped |= cause.toString().contains(STOPPED);
    }
    return stopped ? Optional.of(new InputException(stopped(), failure)) : Optional.empty();
  }

  private static String full(@Nullable String what) {
    return "Cannot go on: Java has no memory left (%s; this process has a heap of %d MiB); set STATEPRINT_HEAP higher, of executors spark.executor.memory, or cut the texts with sweep.partitions, and %s"
        .formatted(what == null ? "OutOfMemoryError" : what.strip(), heap(), AGAIN);
  }

  private static String stopped() {
    return "Cannot go on: Spark was stopped in the middle, by a signal or because Java's heap of %d MiB was full (OutOfMemoryError above); set STATEPRINT_HEAP higher if it was, and %s"
        .formatted(heap(), AGAIN);
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory() >> 20;
  }
}
