package io.stateprint.hub;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A body that fails when its server falls silent: the JDK's client limits the wait for the headers
 * only.
 */
final class StallGuard extends FilterInputStream {
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "hub-stall-guard");
            thread.setDaemon(true);
            return thread;
          });

  private final Duration stall;
  private final ScheduledFuture<?> watch;
  private volatile long lastMove = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream body, Duration stall) {
    super(body);
    this.stall = stall;
    long every = Math.max(1, stall.toMillis() / 4);
    this.watch = CLOCK.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (System.nanoTime() - lastMove > stall.toNanos()) {
      stalled = true;
      try {
        in.close();
      } catch (IOException e) {
        watch.cancel(false);
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    lastMove = System.nanoTime();
    try {
      int count = super.read(target, offset, length);
      if (stalled) {
        throw new IOException("the body was closed");
      }
      lastMove = System.nanoTime();
      return count;
    } catch (IOException e) {
      throw stalled
          ? new IOException("the server was silent for " + stall.toSeconds() + " s", e)
          : e;
    }
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    super.close();
  }
}
