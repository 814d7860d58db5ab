package io.stateprint.jobs.progress;

import java.io.PrintStream;
import java.util.Locale;

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
        double seconds = (System.nanoTime() - started) / 1e9;
        stream.printf(
            Locale.ROOT,
            "%s: %s %d/%d, %.1f s%s%s%n",
            name,
            unit,
            done,
            units,
            seconds,
            left(seconds / done * (units - done)),
            note.isEmpty() ? "" : ", " + note);
      }
    }

    /** Nothing where it is not worth a word. */
    private static String left(double seconds) {
      return seconds < 1 ? "" : String.format(Locale.ROOT, ", about %.0f s left", seconds);
    }

    @Override
    public void close() {}
  }
}
