package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A few downloads at once: more would not be faster, and a hub does not like them. */
final class SideBySide {
  private static final int AT_ONCE = 4;
  private static final long LAST_WORDS_SECONDS = 30;

  private SideBySide() {}

  /** Does the work for each; the first failure stops the others and is thrown. */
  static <T> void run(List<T> all, Consumer<T> work) {
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      CompletionService<Boolean> done = new ExecutorCompletionService<>(workers);
      List<Future<Boolean>> begun =
          all.stream()
              .map(
                  each ->
                      done.submit(
                          () -> {
                            work.accept(each);
                            return true;
                          }))
              .toList();
      for (int i = 0; i < begun.size(); i++) {
        done.take().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("Cannot download: it was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof InputException known
          ? known
          : new IllegalStateException("A download failed", e.getCause());
    } finally {
      stop(workers);
    }
  }

  /** Whoever holds the folder's lock must not leave a writer behind. */
  private static void stop(ExecutorService workers) {
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A download does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
