package io.stateprint.jobs.tables;

import io.stateprint.storage.InputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the file of a store that Spark could not read, and says how to make it anew. */
public final class DamagedTable {
  private static final Pattern FILE = Pattern.compile("while reading file (\\S+?\\.parquet)");
  private static final Pattern NO_PARQUET =
      Pattern.compile("(\\S+\\.parquet) is not a Parquet file");
  private static final Pattern OF_A_MODEL =
      Pattern.compile("(.+)/[^/]+/(run_id=[^/]+/model_id=[^/]+)/[^/]+");

  private DamagedTable() {}

  /** The sentence on the damaged file that a failure is about, where it is about one. */
  public static Optional<InputException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      for (Pattern pattern : new Pattern[] {FILE, NO_PARQUET}) {
        Matcher file = pattern.matcher(message);
        if (file.find()) {
          return Optional.of(damaged(file.group(1), failure));
        }
      }
    }
    return Optional.empty();
  }

  private static InputException damaged(String file, Throwable failure) {
    Matcher place = OF_A_MODEL.matcher(file);
    String remedy =
        place.matches()
            ? "delete %s/runs/%s and sample under the same run id: this model alone is done anew"
                .formatted(place.group(1), place.group(2))
            : "put back a whole copy of it";
    return new InputException(
        "Cannot read %s: it is damaged or no Parquet file; %s".formatted(file, remedy), failure);
  }
}
