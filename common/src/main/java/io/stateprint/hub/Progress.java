package io.stateprint.hub;

/** Told how far a download is; called from several threads, though never at once. */
@FunctionalInterface
public interface Progress {
  /**
   * So much of a file is here.
   *
   * @param file what arrives, by name
   * @param done bytes here
   * @param total bytes of the whole file
   */
  void at(String file, long done, long total);

  /** Tells no one. */
  static Progress silent() {
    return (file, done, total) -> {};
  }

  /** The same, one call at a time. */
  static Progress oneAtATime(Progress progress) {
    Object turn = new Object();
    return (file, done, total) -> {
      synchronized (turn) {
        progress.at(file, done, total);
      }
    };
  }
}
