package io.stateprint.jobs.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that says in its log when it is ready. The log goes to a file as well. */
final class Daemon implements AutoCloseable {
  private static final long PATIENCE_S = 120;

  private final Process process;
  private final Path log;
  private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

  private Daemon(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a process whose errors come with its output. */
  static Daemon start(ProcessBuilder builder, Path log, Pattern sign) {
    try {
      Daemon daemon = new Daemon(builder.redirectErrorStream(true).start(), log);
      Thread reader = new Thread(() -> daemon.read(sign), "log of " + log.getFileName());
      reader.setDaemon(true);
      reader.start();
      Runtime.getRuntime().addShutdownHook(new Thread(daemon::kill));
      return daemon;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Pattern sign) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Writer out = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.write(line + "\n");
        out.flush();
        Matcher found = sign.matcher(line);
        if (!ready.isDone() && found.find()) {
          ready.complete(found);
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    } finally {
      ready.completeExceptionally(new IllegalStateException("It ended before it was ready"));
    }
  }

  /** What the sign matched, once it stands in the log. */
  Matcher ready() {
    try {
      return ready.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Not ready, see %s:%n%s".formatted(log, logged()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String logged() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The processes that it started. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Ends it and what it started at once, as a fault would. */
  void kill() {
    List<ProcessHandle> all = children();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    all.forEach(child -> child.onExit().join());
  }

  @Override
  public void close() {
    kill();
  }
}
