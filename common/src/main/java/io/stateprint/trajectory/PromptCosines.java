package io.stateprint.trajectory;

import java.util.Arrays;
import java.util.List;

/**
 * The cosines of many states to the four styles, a column each: 360 bytes a state with 32 frames.
 * The columns are those of {@link StyleCosines}.
 *
 * @param raw (K, P)
 * @param centred (K, P)
 * @param calibrated (K, P)
 * @param frameDots (F, P)
 * @param square (P)
 */
public record PromptCosines(
    double[][] raw,
    double[][] centred,
    double[][] calibrated,
    double[][] frameDots,
    double[] square) {

  /** Of some states, in their order. */
  public static PromptCosines of(List<StyleCosines> states) {
    Columns columns = new Columns();
    states.forEach(columns::add);
    int[] order = new int[states.size()];
    Arrays.setAll(order, p -> p);
    return columns.inOrder(order);
  }

  /** P. */
  public int size() {
    return square.length;
  }

  /** The first ones. */
  public PromptCosines first(int count) {
    return new PromptCosines(
        first(raw, count),
        first(centred, count),
        first(calibrated, count),
        first(frameDots, count),
        Arrays.copyOf(square, count));
  }

  private static double[][] first(double[][] columns, int count) {
    return Arrays.stream(columns)
        .map(column -> Arrays.copyOf(column, count))
        .toArray(double[][]::new);
  }

  /** Takes states in as they come, and gives them in another order. */
  public static final class Columns {
    private static final int STYLES = 4;
    private static final int LEAST = 256;

    private double[][] numbers = new double[0][];
    private int size;

    /** Adds a state. */
    public void add(StyleCosines state) {
      if (size == 0) {
        numbers = new double[3 * STYLES + state.frameDots().length + 1][LEAST];
      } else if (size == numbers[0].length) {
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Arrays.copyOf(numbers[i], size + size / 2);
        }
      }
      put(0, state.raw());
      put(STYLES, state.centred());
      put(2 * STYLES, state.calibrated());
      put(3 * STYLES, state.frameDots());
      numbers[numbers.length - 1][size++] = state.square();
    }

    private void put(int first, double[] values) {
      for (int i = 0; i < values.length; i++) {
        numbers[first + i][size] = values[i];
      }
    }

    /**
     * The states in an order; this is empty afterwards.
     *
     * @param order which state comes first, and so on, (P)
     */
    public PromptCosines inOrder(int[] order) {
      if (size == 0) {
        double[][] none = new double[STYLES][0];
        return new PromptCosines(none, none, none, new double[0][0], new double[0]);
      }
      for (int i = 0; i < numbers.length; i++) {
        double[] from = numbers[i];
        double[] to = new double[order.length];
        for (int p = 0; p < to.length; p++) {
          to[p] = from[order[p]];
        }
        numbers[i] = to;
      }
      double[][] all = numbers;
      numbers = new double[0][];
      size = 0;
      return new PromptCosines(
          Arrays.copyOfRange(all, 0, STYLES),
          Arrays.copyOfRange(all, STYLES, 2 * STYLES),
          Arrays.copyOfRange(all, 2 * STYLES, 3 * STYLES),
          Arrays.copyOfRange(all, 3 * STYLES, all.length - 1),
          all[all.length - 1]);
    }
  }
}
