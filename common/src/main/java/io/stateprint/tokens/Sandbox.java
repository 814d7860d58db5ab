package io.stateprint.tokens;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;

/**
 * A JavaScript context that reaches nothing outside itself, with limits on time, statements, depth,
 * the length of a text, and memory. After a broken limit it is closed and useless.
 *
 * <p>The script runs on a thread of known depth; the caller waits, and cancels it where needed.
 */
final class Sandbox implements AutoCloseable {
  private static final long MOST_ALLOCATED = 512L << 20;
  private static final long STACK_BYTES = 4L << 20;
  private static final long POLL_MILLIS = 5;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ExecutorService executor = Executors.newSingleThreadExecutor(Sandbox::thread);
  private final long threadId;
  private final Context context;

  Sandbox() {
    threadId = await(executor.submit(() -> Thread.currentThread().getId()));
    context = await(executor.submit(SandboxContext::create));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "chat-template", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs trusted code, such as the loading of a library, without limits. */
  <T> T load(Function<Context, T> work) {
    return await(executor.submit(() -> work.apply(context)));
  }

  /**
   * Runs a stranger's code.
   *
   * @throws LimitExceeded if it takes more than it may; the sandbox is then closed
   */
  <T> T run(Function<Context, T> work, Duration limit) {
    long allocated = THREADS.getThreadAllocatedBytes(threadId);
    long start = System.nanoTime();
    Future<T> result =
        executor.submit(
            () -> {
              context.resetLimits();
              return work.apply(context);
            });
    while (true) {
      try {
        return result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() - start > limit.toNanos()) {
          throw cancelled("it ran for more than %d ms".formatted(limit.toMillis()));
        }
        if (THREADS.getThreadAllocatedBytes(threadId) - allocated > MOST_ALLOCATED) {
          throw cancelled(
              "it took more than %d MiB of memory in all".formatted(MOST_ALLOCATED >> 20));
        }
      } catch (ExecutionException e) {
        throw failure(e);
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  private LimitExceeded cancelled(String reason) {
    close();
    return new LimitExceeded(reason);
  }

  private RuntimeException failure(ExecutionException e) {
    if (e.getCause() instanceof PolyglotException script && script.isResourceExhausted()) {
      close();
      return new LimitExceeded("it broke a limit: " + script.getMessage(), script);
    }
    return unexpected(e);
  }

  private <T> T await(Future<T> result) {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw unexpected(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private IllegalStateException unexpected(ExecutionException e) {
    executor.shutdownNow();
    return new IllegalStateException("The JavaScript engine failed", e.getCause());
  }

  private CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while a chat template was rendered");
  }

  @Override
  public void close() {
    context.close(true);
    executor.shutdownNow();
  }
}
