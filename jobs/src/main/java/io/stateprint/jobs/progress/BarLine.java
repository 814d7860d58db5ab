package io.stateprint.jobs.progress;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One line of a bar. What fits is told, in the order of what people want to know: how far it is,
 * how long it still takes, what was read; then how long it took, and last the bar itself.
 *
 * @param name of the task
 * @param done units
 * @param all units
 * @param unit what they are
 * @param elapsed since the task began
 * @param note what else there is to say, may be empty
 */
record BarLine(String name, long done, long all, String unit, Duration elapsed, String note) {
  private static final int LEAST_BAR = 10;
  private static final int WIDEST_BAR = 40;

  /** The line with at most so many letters, except that a name is never cut. */
  String in(int width) {
    String line = "%s %3d%%".formatted(name, percent());
    String count = " %d/%d %s".formatted(done, all, unit);
    String plain = line + count;
    String told = "";
    for (String part : List.of(left(), note, "%s so far".formatted(clock(elapsed)))) {
      String more = part.isEmpty() ? "" : ", " + part;
      if (plain.length() + told.length() + more.length() <= width) {
        told += more;
      }
    }
    int room = Math.min(WIDEST_BAR, width - plain.length() - told.length() - " []".length());
    return room < LEAST_BAR ? plain + told : line + " [" + bar(room) + "]" + count + told;
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
