package io.stateprint.jobs.cli;

/** What standard error is. */
final class Console {
  private Console() {}

  /** Whether people watch; the launcher looks, since Java knows only of input and output. */
  static boolean isTerminal() {
    return Boolean.getBoolean("stateprint.terminal");
  }
}
