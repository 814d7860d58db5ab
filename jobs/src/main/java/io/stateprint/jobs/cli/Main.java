package io.stateprint.jobs.cli;

import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.Failures;
import io.stateprint.jobs.settings.SettingsException;
import io.stateprint.storage.InputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine;

/** The program. */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG = 2;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(arguments, out, err, Wiring::jobs);
    System.exit(code);
  }

  /** Runs a command; everything but the answer goes to {@code err}. */
  static int run(
      String[] arguments, PrintWriter out, PrintWriter err, Function<Progress, Jobs> wiring) {
    boolean debug = Arrays.asList(arguments).contains("--debug");
    if (debug) {
      Configurator.setRootLevel(Level.WARN);
      Configurator.setLevel("io.stateprint", Level.DEBUG);
    }
    CommandLine line = new CommandLine(new Commands(wiring));
    line.setOut(out).setErr(err);
    line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, err, debug));
    return line.execute(arguments);
  }

  private static int failed(Exception failure, PrintWriter err, boolean debug) {
    Throwable cause = Failures.rootOf(failure);
    if (cause instanceof SettingsException || cause instanceof InputException) {
      err.println(cause.getMessage());
    } else {
      err.printf("Cannot go on: %s; --debug shows where%n", cause);
    }
    if (debug) {
      failure.printStackTrace(err);
    }
    return cause instanceof SettingsException ? WRONG : FAILED;
  }
}
