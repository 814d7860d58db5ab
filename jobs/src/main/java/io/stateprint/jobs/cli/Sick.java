package io.stateprint.jobs.cli;

import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.Failures;
import io.stateprint.storage.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;

/** The models that failed, and why; the others go on. */
final class Sick {
  private final Progress progress;
  private final int models;
  private final Map<String, Throwable> failures = new LinkedHashMap<>();

  /** Of so many models, none sick yet. */
  Sick(Progress progress, int models) {
    this.progress = progress;
    this.models = models;
  }

  /** What the work on a model gave; empty where it failed. */
  @SuppressWarnings("CatchingUnchecked") // Spark throws checked exceptions that it does not declare
  <T> Optional<T> unlessFailed(String modelId, Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (Exception | FSError e) {
      // Hadoop makes an error of a local file that cannot be written.
      add(modelId, e);
      return Optional.empty();
    }
  }

  /** One more; throws where no model is left. */
  void add(String modelId, Throwable failure) {
    Throwable cause = Failures.rootOf(failure);
    failures.put(modelId, cause);
    if (models == 1) {
      throw Failures.unchecked(cause);
    }
    if (failures.size() == models) {
      throw new InputException(
          "Cannot go on, every model failed: %s".formatted(String.join("; ", sentences())), cause);
    }
    progress.say("%s: %s; the other models go on".formatted(modelId, said(cause)));
  }

  /** One a model. */
  List<String> sentences() {
    return failures.entrySet().stream()
        .map(one -> "%s: %s".formatted(one.getKey(), said(one.getValue())))
        .toList();
  }

  private static String said(Throwable failure) {
    return failure instanceof InputException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }
}
