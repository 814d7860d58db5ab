package io.stateprint.trajectory;

import io.stateprint.storage.Scratch;
import io.stateprint.storage.ScratchRows;
import java.util.Arrays;
import java.util.List;

/**
 * The cosines of many states to the four styles, as {@link StyleCosines} has them: 360 bytes a
 * state with 32 frames, on disk where states are many. Whoever makes it closes it.
 */
public final class PromptCosines implements AutoCloseable {
  private static final int STYLES = 4;

  private final ScratchRows cosines;
  private final ScratchRows dots;

  private PromptCosines(ScratchRows cosines, ScratchRows dots) {
    this.cosines = cosines;
    this.dots = dots;
  }

  /** None yet, of so many frames. */
  public static PromptCosines none(int frames, Scratch scratch) {
    return new PromptCosines(
        new ScratchRows(3 * STYLES, scratch), new ScratchRows(frames + 1, scratch));
  }

  /** Of some states with the same frames, in their order. */
  public static PromptCosines of(List<StyleCosines> states) {
    int frames = states.isEmpty() ? 0 : states.get(0).frameDots().length;
    PromptCosines all = none(frames, Scratch.ofJava());
    states.forEach(all::add);
    return all;
  }

  /** Adds a state. */
  public void add(StyleCosines state) {
    double[] three = Arrays.copyOf(state.raw(), cosines.width());
    System.arraycopy(state.centred(), 0, three, STYLES, STYLES);
    System.arraycopy(state.calibrated(), 0, three, 2 * STYLES, STYLES);
    cosines.add(three);
    double[] row = Arrays.copyOf(state.frameDots(), dots.width());
    row[row.length - 1] = state.square();
    dots.add(row);
  }

  /**
   * The states in an order; these are closed.
   *
   * @param order which state comes first, and so on, (P)
   */
  public PromptCosines inOrder(int[] order) {
    return new PromptCosines(cosines.inOrder(order), dots.inOrder(order));
  }

  /** P. */
  public int size() {
    return dots.size();
  }

  /** F. */
  public int frames() {
    return dots.width() - 1;
  }

  /** Raw cosines to a style, (P). */
  public double[] raw(int style) {
    return column(style);
  }

  /** Centred cosines to a style, (P). */
  public double[] centred(int style) {
    return column(STYLES + style);
  }

  /** Centred cosines to all styles, (K, P). */
  public double[][] centred() {
    double[][] all = new double[STYLES][];
    Arrays.setAll(all, this::centred);
    return all;
  }

  /** Calibrated cosines to a style, (P). */
  public double[] calibrated(int style) {
    return column(2 * STYLES + style);
  }

  private double[] column(int number) {
    double[] column = new double[cosines.size()];
    ScratchRows.Walk walk = cosines.walk();
    for (int p = 0; p < column.length; p++) {
      int at = walk.to(p);
      column[p] = walk.numbers()[at + number];
    }
    return column;
  }

  /**
   * For walks through inner products with the frames, and behind them the squared length, state
   * after state.
   */
  public ScratchRows.Walk products() {
    return dots.walk();
  }

  @Override
  public void close() {
    try (dots) {
      cosines.close();
    }
  }
}
