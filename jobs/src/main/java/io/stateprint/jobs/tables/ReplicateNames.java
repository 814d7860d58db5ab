package io.stateprint.jobs.tables;

import java.util.Locale;
import java.util.regex.Pattern;

/** Run ids of replicates: the id of the run that they repeat, {@code .r} and two digits. */
public final class ReplicateNames {
  private static final Pattern NAME = Pattern.compile(".+\\.r[0-9]{2}");

  private ReplicateNames() {}

  /** The id of a replicate. */
  public static String of(String runId, int number) {
    return String.format(Locale.ROOT, "%s.r%02d", runId, number);
  }

  /** Whether a run is a replicate of another one. */
  public static boolean isOne(String runId) {
    return NAME.matcher(runId).matches();
  }
}
