package io.stateprint.jobs.cli;

import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.Failures;
import io.stateprint.jobs.settings.SettingsException;
import io.stateprint.storage.InputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.hadoop.fs.FSError;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The program. */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG = 2;

  /** Picocli refuses a narrower help; a wider one is hard to read. */
  private static final int NARROWEST_HELP = 55;

  private static final int WIDEST_HELP = 120;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code =
        run(arguments, new Streams(out, err, Screen.ofAnswers(), Screen.ofErrors()), Wiring::jobs);
    System.exit(code);
  }

  /**
   * Where a command prints.
   *
   * @param out of the answer
   * @param err of everything else
   * @param answers what {@code out} leads to
   * @param errors what {@code err} leads to
   */
  record Streams(PrintWriter out, PrintWriter err, Screen answers, Screen errors) {}

  /** Runs a command; everything but the answer goes to {@code err}. */
  static int run(String[] arguments, Streams streams, Function<Progress, Jobs> wiring) {
    boolean debug = Arrays.asList(arguments).contains("--debug");
    if (debug) {
      Configurator.setRootLevel(Level.WARN);
      Configurator.setLevel("io.stateprint", Level.DEBUG);
    }
    CommandLine line = line(streams, wiring);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> failed(failure, streams, debug));
    try {
      return line.execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError | FSError e) {
      return failed(e, streams, debug);
    }
  }

  /** The commands, as wide and as colourful as the streams allow. */
  static CommandLine line(Streams streams, Function<Progress, Jobs> wiring) {
    CommandLine line = new CommandLine(new Commands(wiring, streams.answers(), streams.errors()));
    line.setOut(streams.out()).setErr(streams.err());
    line.setColorScheme(
        Help.defaultColorScheme(streams.answers().colours() ? Help.Ansi.ON : Help.Ansi.OFF));
    if (streams.answers().isTerminal()) {
      line.setUsageHelpWidth(
          Math.max(NARROWEST_HELP, Math.min(WIDEST_HELP, streams.answers().width())));
    }
    line.setParameterExceptionHandler(new Mistakes(new Paint(streams.errors().colours())));
    return line;
  }

  private static int failed(Throwable failure, Streams streams, boolean debug) {
    Paint paint = new Paint(streams.errors().colours());
    PrintWriter err = streams.err();
    Throwable cause = Failures.rootOf(failure);
    if (cause instanceof SettingsException || cause instanceof InputException) {
      err.println(paint.error(String.valueOf(cause.getMessage())));
    } else {
      err.println(paint.error("Cannot go on: %s; --debug shows where".formatted(cause)));
    }
    if (debug) {
      failure.printStackTrace(err);
    }
    return cause instanceof SettingsException ? WRONG : FAILED;
  }
}
