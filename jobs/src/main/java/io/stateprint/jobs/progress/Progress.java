package io.stateprint.jobs.progress;

import java.util.OptionalInt;

/** Tells people how far long work is. Safe for use by several threads. */
public interface Progress {
  /**
   * Begins to tell of a task; the caller closes it.
   *
   * @param name what is done
   * @param units how many units it has
   * @param unit what they are, such as {@code layers}
   */
  Task start(String name, long units, String unit);

  /** A piece of long work. */
  interface Task extends AutoCloseable {
    /**
     * So many units are done in all; numbers that fall are ignored.
     *
     * @param units done since the beginning
     * @param note what else there is to say, may be empty
     */
    void done(long units, String note);

    @Override
    void close();
  }

  /** Says one sentence. */
  void say(String sentence);

  /** Says sentences only. */
  static Progress silent(java.io.PrintStream stream) {
    return new Progress() {
      @Override
      public Task start(String name, long units, String unit) {
        return new Task() {
          @Override
          public void done(long units, String note) {}

          @Override
          public void close() {}
        };
      }

      @Override
      public void say(String sentence) {
        stream.println(sentence);
      }
    };
  }

  /**
   * As fits the stream: bars on a terminal, lines elsewhere.
   *
   * @param columns of the terminal; none where it is none
   */
  static Progress on(java.io.PrintStream stream, OptionalInt columns) {
    return columns.isPresent() ? new Bars(stream, columns.orElseThrow()) : new Lines(stream);
  }
}
