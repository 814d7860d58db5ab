package io.stateprint.jobs.progress;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One line of a bar. What fits is told, in the order of what people want to know: how far it is,
 * how long it still takes, what was read; then the bar itself, and how long it took.
 *
 * @param name of the task
 * @param done units
 * @param all units
 * @param unit what they are
 * @param elapsed since the task began
 * @param note what else there is to say, may be empty
 */
record BarLine(String name, long done, long all, String unit, Duration elapsed, String note) {
  private static final int LEAST_BAR = 6;
  private static final int WIDEST_BAR = 40;

  /** Of a bar, with the blank before it. */
  private static final int FRAME = " []".length();

  /** The line with at most so many letters, except that a name is never cut. */
  String in(int width) {
    String head = "%s %3d%%".formatted(name, percent());
    String told = " %d/%d %s".formatted(done, all, unit);
    for (String part : List.of(left(), note)) {
      told += fitting(part, width - head.length() - told.length());
    }
    int least = FRAME + LEAST_BAR;
    told += fitting(clock(elapsed) + " so far", width - head.length() - told.length() - least);
    int room = Math.min(WIDEST_BAR, width - head.length() - told.length() - FRAME);
    return room < LEAST_BAR ? head + told : head + " [" + bar(room) + "]" + told;
  }

  private static String fitting(String part, int room) {
    return part.isEmpty() || part.length() + 2 > room ? "" : ", " + part;
  }

  private long percent() {
    return all == 0 ? 100 : 100 * done / all;
  }

  private String bar(int room) {
    int full = all == 0 ? room : (int) Math.min(room, room * done / all);
    String head = full < room ? ">" : "";
    return "=".repeat(full) + head + " ".repeat(room - full - head.length());
  }

  /** Empty before anything is done: nothing is known of the rest then. */
  private String left() {
    if (done == 0 || done >= all) {
      return "";
    }
    return clock(elapsed.multipliedBy(all - done).dividedBy(done)) + " left";
  }

  private static String clock(Duration time) {
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
