package io.stateprint.jobs.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.jobs.tables.Notes.Note;
import io.stateprint.storage.InputException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a run id for one process at a time. The holder touches a file beside the run's manifest, or
 * writes it again where a store keeps no times that can be set; a holder that has ended, or has not
 * done so for long, has lost it. A holder that finds it lost ends its work.
 */
public final class RunLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final String NOTE = "lock.json";

  /** Held for the moment in which a run is taken over. */
  private static final String GUARD = "lock-taken.json";

  private static final Duration BEAT = Duration.ofSeconds(20);
  private static final Duration LOST = Duration.ofMinutes(5);

  /** Between looks for work that must not go on. */
  private static final Duration STOPPING = Duration.ofMillis(200);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Store store;
  private final String runId;
  private final Duration beat;
  private final Thread beats = new Thread(this::beat, "run-lock");
  private final CountDownLatch closed = new CountDownLatch(1);
  private Holder me;
  private volatile boolean lost;

  private RunLock(Store store, String runId, Duration beat, Holder me) {
    this.store = store;
    this.runId = runId;
    this.beat = beat;
    this.me = me;
  }

  /**
   * Who holds a run.
   *
   * @param host where the process runs
   * @param pid its number there
   * @param started when it began, epoch milliseconds; 0 where that is not known
   * @param token of this holding, and no other
   * @param beat how often it was renewed by writing it again
   */
  record Holder(String host, long pid, long started, @Nullable String token, long beat) {
    static Holder me() {
      ProcessHandle process = ProcessHandle.current();
      return new Holder(
          hostName(), process.pid(), started(process), UUID.randomUUID().toString(), 0);
    }

    Holder beaten() {
      return new Holder(host, pid, started, token, beat + 1);
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
   * @throws InputException if another process holds it, or takes it over meanwhile; says which
   */
  public static <T> T holding(Store store, String runId, Supplier<T> work) {
    return holding(store, runId, BEAT, work);
  }

  static <T> T holding(Store store, String runId, Duration beat, Supplier<T> work) {
    RunLock held = take(store, runId, beat);
    try (held) {
      T done = work.get();
      held.requireKept(null);
      return done;
    } catch (Exception e) {
      // Spark throws what it does not declare.
      held.requireKept(e);
      throw e;
    }
  }

  private void requireKept(@Nullable Exception failure) {
    if (lost) {
      throw new InputException(
          "Cannot go on with the run id %s: this process gave no sign of life for %d minutes and another one has taken the run over; let that one finish (%s)"
              .formatted(runId, LOST.toMinutes(), store.notes().place(runId, NOTE)),
          failure);
    }
  }

  private static RunLock take(Store store, String runId, Duration beat) {
    Holder me = Holder.me();
    Notes notes = store.notes();
    if (!notes.create(runId, NOTE, text(me)) && !takeOver(store, runId, me)) {
      throw held(store, runId, "another process");
    }
    RunLock lock = new RunLock(store, runId, beat, me);
    lock.beats.setDaemon(true);
    lock.beats.start();
    return lock;
  }

  /** A note that its holder has just taken away must not be removed: the next one may be there. */
  private static boolean takeOver(Store store, String runId, Holder me) {
    Notes notes = store.notes();
    Optional<Note> found = notes.find(runId, NOTE);
    if (found.isEmpty()) {
      return notes.create(runId, NOTE, text(me));
    }
    requireLost(store, runId, found.orElseThrow());
    return notes.replaces()
        ? notes.replace(runId, NOTE, found.orElseThrow(), text(me))
        : takeOverAlone(store, runId, me);
  }

  /**
   * Where no version guards a note, one process at a time judges and removes it: what two have
   * judged, the slower one would remove when it is the faster one's.
   */
  private static boolean takeOverAlone(Store store, String runId, Holder me) {
    if (!isGuarded(store, runId, me)) {
      return false;
    }
    Notes notes = store.notes();
    try {
      Optional<Note> found = notes.find(runId, NOTE);
      if (found.isPresent()) {
        requireLost(store, runId, found.orElseThrow());
        notes.remove(runId, NOTE);
      }
      return notes.create(runId, NOTE, text(me));
    } finally {
      notes.remove(runId, GUARD);
    }
  }

  private static boolean isGuarded(Store store, String runId, Holder me) {
    Notes notes = store.notes();
    if (notes.create(runId, GUARD, text(me))) {
      return true;
    }
    Optional<Note> other = notes.find(runId, GUARD);
    if (other.isPresent()) {
      requireLost(store, runId, other.orElseThrow());
      notes.remove(runId, GUARD);
    }
    return notes.create(runId, GUARD, text(me));
  }

  private void beat() {
    try {
      while (!closed.await((lost ? STOPPING : beat).toMillis(), TimeUnit.MILLISECONDS)) {
        if (!lost) {
          renew();
        }
        if (lost) {
          // What began after the last look is stopped as well, such as the next model.
          store.stopWork();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What fails is tried again at the next beat: nobody else takes the run over so soon. */
  private void renew() {
    try {
      Notes notes = store.notes();
      if (!(notes.replaces() ? rewritten(notes) : touched(notes))) {
        lost = true;
        LOG.warn("Another process has taken over run {}", runId);
      }
    } catch (InputException e) {
      LOG.warn("The lock of run {} was not renewed: {}", runId, e.getMessage());
    }
  }

  /** Whoever takes a run over removes the note, and leaves one of its own. */
  private boolean touched(Notes notes) {
    boolean mine = isMine(notes);
    if (mine) {
      notes.touch(runId, NOTE);
    }
    return mine;
  }

  private boolean isMine(Notes notes) {
    return notes
        .find(runId, NOTE)
        .flatMap(note -> holder(note.text()))
        .filter(holder -> Objects.equals(holder.token(), me.token()))
        .isPresent();
  }

  /** Of an answer that was lost nobody knows whether the note was written. */
  private boolean rewritten(Notes notes) {
    Holder next = me.beaten();
    boolean kept =
        notes
            .find(runId, NOTE)
            .filter(note -> note.text().equals(text(me)) || note.text().equals(text(next)))
            .filter(note -> notes.replace(runId, NOTE, note, text(next)))
            .isPresent();
    me = next;
    return kept;
  }

  private static void requireLost(Store store, String runId, Note note) {
    Optional<Holder> holder = holder(note.text());
    boolean silent = !note.touched().isAfter(store.notes().now(runId).minus(LOST));
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
            .formatted(runId, who, store.notes().place(runId, NOTE), LOST.toMinutes()));
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
    closed.countDown();
    try {
      beats.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!lost && isMine(store.notes())) {
      store.notes().remove(runId, NOTE);
    }
  }
}
