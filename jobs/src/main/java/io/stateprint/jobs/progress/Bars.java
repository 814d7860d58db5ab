package io.stateprint.jobs.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar a task, for people. */
record Bars(PrintStream stream) implements Progress {
  private static final int WIDTH = 100;

  @Override
  public Task start(String name, long units, String unit) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(units)
            .setUnit(" " + unit, 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(stream, WIDTH))
            .build();
    return new Task() {
      @Override
      public synchronized void done(long done, String note) {
        if (done > bar.getCurrent()) {
          bar.stepTo(done);
          bar.setExtraMessage(" " + note);
        }
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  @Override
  public void say(String sentence) {
    stream.println(sentence);
  }
}
