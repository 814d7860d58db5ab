package io.stateprint.jobs.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * A bar a task, for people.
 *
 * @param stream a terminal
 * @param columns of it
 */
record Bars(PrintStream stream, int columns) implements Progress {
  @Override
  public Task start(String name, long units, String unit) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(units)
            .setRenderer(
                (state, length) ->
                    covering(
                        new BarLine(
                                state.getTaskName(),
                                state.getCurrent(),
                                state.getMax(),
                                unit,
                                state.getElapsedAfterStart(),
                                state.getExtraMessage())
                            .in(length),
                        length))
            .setConsumer(new ConsoleProgressBarConsumer(stream, columns - 1))
            .build();
    return new Task() {
      @Override
      public synchronized void done(long done, String note) {
        if (done > bar.getCurrent()) {
          bar.stepTo(done);
          bar.setExtraMessage(note);
        }
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  /** What a longer line left behind is written over. */
  private static String covering(String line, int length) {
    return line + " ".repeat(Math.max(0, length - line.length()));
  }

  @Override
  public void say(String sentence) {
    stream.println(sentence);
  }
}
