package io.stateprint.jobs.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.storage.InputException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a run id for one process at a time. The holder touches a file beside the run's manifest; a
 * holder that has ended, or has not touched it for long, has lost it.
 */
public final class RunLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final String NOTE = "lock.json";
  private static final Duration BEAT = Duration.ofSeconds(20);
  private static final Duration LOST = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Store store;
  private final String runId;
  private final Thread beats = new Thread(this::beat, "run-lock");

  private RunLock(Store store, String runId) {
    this.store = store;
    this.runId = runId;
  }

  /**
   * Who holds a run.
   *
   * @param host where the process runs
   * @param pid its number there
   * @param started when it began, epoch milliseconds; 0 where that is not known
   */
  record Holder(String host, long pid, long started) {
    static Holder me() {
      ProcessHandle process = ProcessHandle.current();
      return new Holder(hostName(), process.pid(), started(process));
    }

    /** Whether it ran on this host and does not any more. */
    boolean hasEnded() {
      return host.equals(hostName())
          && ProcessHandle.of(pid)
              .filter(process -> started == 0 || started(process) == started)
              .isEmpty();
    }

    private static long started(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }
  }

  /**
   * Does the work while holding the run.
   *
   * @throws InputException if another process holds it; says which
   */
  @SuppressWarnings("try")
  public static <T> T holding(Store store, String runId, Supplier<T> work) {
    try (RunLock held = take(store, runId)) {
      return work.get();
    }
  }

  private static RunLock take(Store store, String runId) {
    String me = text(Holder.me());
    if (!store.createNote(runId, NOTE, me)) {
      Optional<Instant> touched = store.noteTime(runId, NOTE);
      // A note that its holder has just taken away must not be removed: the next one may be there.
      if (touched.isPresent()) {
        requireLost(store, runId, touched.orElseThrow());
        store.removeNote(runId, NOTE);
      }
      if (!store.createNote(runId, NOTE, me)) {
        throw held(store, runId, "another process");
      }
    }
    RunLock lock = new RunLock(store, runId);
    lock.beats.setDaemon(true);
    lock.beats.start();
    return lock;
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(BEAT.toMillis());
        store.touchNote(runId, NOTE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (InputException e) {
      LOG.warn("The lock of run {} is not renewed any more: {}", runId, e.getMessage());
    }
  }

  private static void requireLost(Store store, String runId, Instant touched) {
    Optional<Holder> holder = store.note(runId, NOTE).flatMap(RunLock::holder);
    boolean silent = !touched.isAfter(Instant.now().minus(LOST));
    if (!silent && !holder.map(Holder::hasEnded).orElse(false)) {
      throw held(
          store,
          runId,
          holder
              .map(other -> "process %d on %s".formatted(other.pid(), other.host()))
              .orElse("another process"));
    }
  }

  private static InputException held(Store store, String runId, String who) {
    return new InputException(
        "Cannot use the run id %s: %s is at work on it; wait for it, or choose another sweep.run-id (%s; it counts as gone %d minutes after its last sign of life)"
            .formatted(runId, who, store.notePlace(runId, NOTE), LOST.toMinutes()));
  }

  private static String text(Holder holder) {
    try {
      return JSON.writeValueAsString(holder);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record is JSON", e);
    }
  }

  /** Empty where its writer has not come to the end. */
  private static Optional<Holder> holder(String text) {
    try {
      return Optional.ofNullable(JSON.readValue(text, Holder.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    beats.interrupt();
    store.removeNote(runId, NOTE);
  }
}
