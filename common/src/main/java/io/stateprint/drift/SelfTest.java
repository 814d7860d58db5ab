package io.stateprint.drift;

import io.stateprint.evidence.SignFlip;
import io.stateprint.validity.Colour;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.interval.ClopperPearsonInterval;

/**
 * What the test of the representation will do on this reference (V18), printed before the current
 * run is looked at. Each replicate in turn is taken for the current run, as it is and with a
 * planted shift along one style's axis at every layer, of so many F, either way; F is what 95% of
 * the replicates stay within ({@link LayerBaseline#floorAlong}). Further runs without a shift take
 * each prompt from a replicate at random. The power is of the sign flips alone: that of the whole
 * test is no less.
 *
 * @param quiet runs without a shift
 * @param falseAlarms among them
 * @param legacyFalseAlarms of the article's rule, among the replicates
 * @param planted one row a size, (sizes)
 * @param alpha of the test
 */
public record SelfTest(
    int quiet, int falseAlarms, double legacyFalseAlarms, List<Planted> planted, double alpha)
    implements Serializable {
  private static final double[] SIZES = {0.5, 1, 2};
  private static final double CONFIDENCE = 0.95;

  /**
   * Shifts of one size.
   *
   * @param size in F
   * @param runs with such a shift
   * @param power share that the test finds
   * @param legacyPower share that the article's rule finds
   */
  public record Planted(double size, int runs, double power, double legacyPower)
      implements Serializable {}

  /**
   * How the test is made.
   *
   * @param flips of each test
   * @param mixed how many runs without a shift are put together at random
   * @param alpha 0.01 by default
   */
  public record Plan(SignFlip.Draws flips, int mixed, double alpha) implements Serializable {}

  /** Runs it on a reference, all its layers. */
  public static SelfTest of(List<LayerBaseline> layers, Plan plan) {
    double[][] floors = new double[layers.size()][layers.get(0).styles()];
    for (int l = 0; l < floors.length; l++) {
      Arrays.setAll(floors[l], layers.get(l)::floorAlong);
    }
    Trials trials = new Trials(layers, floors, Moves.largest(layers), plan);
    int replicates = layers.get(0).replicates();
    int alarms = 0;
    int legacy = 0;
    for (int r = 0; r < replicates; r++) {
      alarms += trials.alarm(r, Shift.NONE) ? 1 : 0;
      legacy += trials.legacyAlarm(r, Shift.NONE) ? 1 : 0;
    }
    List<Planted> planted = new ArrayList<>();
    for (double size : SIZES) {
      planted.add(trials.planted(size));
    }
    return new SelfTest(
        replicates + plan.mixed(),
        alarms + trials.mixedAlarms(),
        legacy / (double) replicates,
        planted,
        plan.alpha());
  }

  /** Share of the quiet runs with an alarm. */
  public double falseAlarmRate() {
    return falseAlarms / (double) quiet;
  }

  /**
   * Green: not above alpha; red: above 2 alpha, and above alpha beyond chance (Clopper and Pearson
   * 1934); else amber.
   */
  public Colour colour() {
    if (falseAlarmRate() <= alpha) {
      return Colour.GREEN;
    }
    double low =
        new ClopperPearsonInterval().createInterval(quiet, falseAlarms, CONFIDENCE).getLowerBound();
    return falseAlarmRate() > 2 * alpha && low > alpha ? Colour.RED : Colour.AMBER;
  }

  /**
   * A planted shift.
   *
   * @param style whose axis it follows
   * @param size in F, with a sign
   */
  private record Shift(int style, double size) {
    static final Shift NONE = new Shift(0, 0);
  }

  /**
   * Runs made of replicates.
   *
   * @param layers of the reference
   * @param floors F of each layer and style, (L, K)
   * @param largest t of each replicate, (R)
   * @param plan of the test
   */
  private record Trials(
      List<LayerBaseline> layers, double[][] floors, double[] largest, Plan plan) {

    Planted planted(double size) {
      int styles = layers.get(0).styles();
      int runs = 0;
      int found = 0;
      int legacy = 0;
      for (int r = 0; r < largest.length; r++) {
        for (int k = 0; k < styles; k++) {
          for (double sign : new double[] {1, -1}) {
            Shift shift = new Shift(k, sign * size);
            runs++;
            found += alarm(r, shift) ? 1 : 0;
            legacy += legacyAlarm(r, shift) ? 1 : 0;
          }
        }
      }
      return new Planted(size, runs, found / (double) runs, legacy / (double) runs);
    }

    boolean alarm(int replicate, Shift shift) {
      int[] whole = new int[layers.get(0).prompts()];
      Arrays.fill(whole, replicate);
      double[][] moves = Moves.of(layers, whole);
      plant(moves, shift);
      double[] others =
          IntStream.range(0, largest.length)
              .filter(r -> r != replicate)
              .mapToDouble(r -> largest[r])
              .toArray();
      return alarm(moves, RunFloor.of(others, plan.alpha() / 2));
    }

    int mixedAlarms() {
      SplittableRandom random = new SplittableRandom(plan.flips().seed());
      double floor = RunFloor.of(largest, plan.alpha() / 2);
      int alarms = 0;
      for (int trial = 0; trial < plan.mixed(); trial++) {
        int[] replicate = new int[layers.get(0).prompts()];
        Arrays.setAll(replicate, x -> random.nextInt(largest.length));
        alarms += alarm(Moves.of(layers, replicate), floor) ? 1 : 0;
      }
      return alarms;
    }

    private boolean alarm(double[][] moves, double floor) {
      SignFlip flips = SignFlip.of(moves, plan.flips());
      return new RunDrift.Test(flips.largest(), flips.smallestP(), floor).passes(plan.alpha() / 2);
    }

    boolean legacyAlarm(int replicate, Shift shift) {
      double sum = 0;
      int count = 0;
      for (int l = 0; l < floors.length; l++) {
        LayerBaseline layer = layers.get(l);
        double along = shift.size() * floors[l][shift.style()];
        for (int x = 0; x < layer.prompts(); x++) {
          sum += layer.products().rawDistance(replicate, x, shift.style(), along);
          count++;
        }
      }
      return new LegacyRule(sum / count).alarm();
    }

    private void plant(double[][] moves, Shift shift) {
      int styles = layers.get(0).styles();
      for (int l = 0; l < layers.size(); l++) {
        double along = shift.size() * floors[l][shift.style()];
        double[] axis = layers.get(l).products().axes()[shift.style()];
        for (double[] prompt : moves) {
          for (int k = 0; k < styles; k++) {
            prompt[l * styles + k] += along * axis[k];
          }
        }
      }
    }
  }
}
