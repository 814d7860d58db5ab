package io.stateprint.decoder;

/** Threads that a product is computed with. They belong to the process, and never change. */
public final class Threads {
  /** DJL reads it once, when it loads libtorch. */
  private static final String KEY = "ai.djl.pytorch.num_threads";

  private Threads() {}

  /**
   * Has libtorch, which is not loaded yet, compute with so many threads, though with no more than
   * the machine has cores; nothing where the key of DJL says another number. Without this libtorch
   * takes OMP_NUM_THREADS, or the cores of the machine.
   *
   * @param cores that this process is given, 1 or more
   */
  public static void of(int cores) {
    if (System.getProperty(KEY) == null) {
      System.setProperty(KEY, String.valueOf(Math.min(cores, Processor.here().cores())));
    }
  }
}
