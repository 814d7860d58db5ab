package io.stateprint.jobs.cli;

/** The program's version. */
final class Version {
  private Version() {}

  static String text() {
    return "0.1.0";
  }
}
