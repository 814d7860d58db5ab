package io.stateprint.jobs.sample;

import io.stateprint.jobs.remote.FullDisk;
import io.stateprint.jobs.remote.RemoteFailures;
import io.stateprint.jobs.tables.DamagedTable;
import io.stateprint.storage.InputException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Finds the sentence that helps inside what Spark throws. */
public final class Failures {
  private Failures() {}

  /** The user's own mistake where there is one in the chain of causes, else the first failure. */
  public static Throwable rootOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InputException) {
        return cause;
      }
    }
    return FullDisk.in(failure)
        .or(() -> RemoteFailures.in(failure))
        .or(() -> DamagedTable.in(failure))
        .or(() -> EndedSpark.in(failure))
        .or(() -> MissingClasses.in(failure))
        .<Throwable>map(known -> known)
        .orElse(failure);
  }

  /**
   * What the work gives. Where it ends in a sentence for the user, on a model, a file, a setting,
   * that sentence is told and nothing given; all else is thrown.
   */
  public static <T> Optional<T> unlessRefused(Supplier<T> work, Consumer<String> refused) {
    try {
      return Optional.of(work.get());
    } catch (Exception e) {
      // Spark throws what it does not declare.
      if (rootOf(e) instanceof InputException reason) {
        refused.accept(String.valueOf(reason.getMessage()));
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The failure as something that may be thrown anywhere. */
  public static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof RuntimeException runtime) {
      return runtime;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(failure);
  }
}
