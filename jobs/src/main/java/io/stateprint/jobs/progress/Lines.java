package io.stateprint.jobs.progress;

import java.io.PrintStream;

/** One line a unit, for logs. */
record Lines(PrintStream stream) implements Progress {
  @Override
  public Task start(String name, long units, String unit) {
    return new Line(stream, name, units, unit);
  }

  @Override
  public void say(String sentence) {
    stream.println(sentence);
  }

  private static final class Line implements Task {
    private final long started = System.nanoTime();
    private final PrintStream stream;
    private final String name;
    private final long units;
    private final String unit;
    private long told;

    Line(PrintStream stream, String name, long units, String unit) {
      this.stream = stream;
      this.name = name;
      this.units = units;
      this.unit = unit;
    }

    @Override
    public synchronized void done(long done, String note) {
      if (done > told) {
        told = done;
        stream.printf(
            java.util.Locale.ROOT,
            "%s: %s %d/%d, %.1f s%s%n",
            name,
            unit,
            done,
            units,
            (System.nanoTime() - started) / 1e9,
            note.isEmpty() ? "" : ", " + note);
      }
    }

    @Override
    public void close() {}
  }
}
