package io.stateprint.jobs.cli;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a stream leads to.
 *
 * @param colours whether words may be coloured
 * @param width columns of the terminal; where there is none, lines are as long as they are
 */
record Screen(boolean colours, int width) {
  /** No terminal: a file, a pipe, a test. */
  static final Screen NONE = new Screen(false, Integer.MAX_VALUE);

  /**
   * Below this no table is worth reading; the terminal breaks lines then, as it does without us.
   */
  static final int NARROWEST = 40;

  /** What standard output is; the launcher looks, since Java knows only of both streams at once. */
  static Screen ofAnswers() {
    return Boolean.getBoolean("stateprint.terminal.out") ? terminal() : NONE;
  }

  /** What standard error is. */
  static Screen ofErrors() {
    return Boolean.getBoolean("stateprint.terminal") ? terminal() : NONE;
  }

  boolean isTerminal() {
    return width != Integer.MAX_VALUE;
  }

  /** How wide the terminal is; none where it is none. */
  OptionalInt columns() {
    return isTerminal() ? OptionalInt.of(width) : OptionalInt.empty();
  }

  private static Screen terminal() {
    return new Screen(mayColour(System.getenv("NO_COLOR"), System.getenv("TERM")), detected());
  }

  /** As no-color.org has it: any value but an empty one means no. */
  static boolean mayColour(@Nullable String noColour, @Nullable String terminal) {
    return (noColour == null || noColour.isEmpty()) && !"dumb".equals(terminal);
  }

  private static int detected() {
    for (String columns :
        new String[] {System.getenv("COLUMNS"), System.getProperty("stateprint.columns")}) {
      if (columns != null && columns.matches("[1-9][0-9]{0,4}")) {
        return Math.max(NARROWEST, Integer.parseInt(columns));
      }
    }
    return Math.max(NARROWEST, CommandSpec.create().usageMessage().autoWidth(true).width());
  }
}
