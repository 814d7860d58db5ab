package io.stateprint.drift;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * A series of runs with the alarm that holds however often one looks. A run whose states equal
 * those of the reference or of an earlier look to the bit is no new evidence and is not counted.
 *
 * @param looks in their order
 * @param alarm id of the run at which the alarm is raised; empty where it is not
 * @param power of the alarm, from simulation; no shift first
 * @param why the series cannot be watched; empty where it can
 */
public record SeriesWatch(List<Look> looks, String alarm, List<SeriesPower> power, String why)
    implements Serializable {
  /** Alarms of a series without change, at most. */
  public static final double ALPHA = 0.05;

  /** Looks of a simulated series: a year of weekly ones. */
  public static final int PLANNED = 52;

  private static final double[] SHIFTS = {0, 1, 2, 3};
  private static final int SIMULATIONS = 2000;

  /**
   * One run.
   *
   * @param run its id
   * @param score log of its distance in floors
   * @param z standard deviations of the reference's runs; NaN where the series cannot be watched
   * @param evidence natural logarithm of the evidence up to it, likewise
   * @param same id of the run whose states it repeats to the bit; empty where it is counted
   */
  public record Look(String run, double score, double z, double evidence, String same)
      implements Serializable {}

  /**
   * A run before it is judged.
   *
   * @param run its id
   * @param score of {@link RunScores}
   * @param digest of its states
   */
  public record Seen(String run, double score, String digest) implements Serializable {}

  /**
   * Watches.
   *
   * @param reference scores of the replicates
   * @param first the run that was repeated; no look
   * @param series looks in order
   * @param seed of simulations
   */
  public static SeriesWatch of(double[] reference, Seen first, List<Seen> series, long seed) {
    Map<String, String> known = new HashMap<>();
    known.put(first.digest(), first.run());
    List<Look> looks = new ArrayList<>();
    for (Seen one : series) {
      String same = Objects.requireNonNullElse(known.putIfAbsent(one.digest(), one.run()), "");
      looks.add(new Look(one.run(), one.score(), Double.NaN, Double.NaN, same));
    }
    String obstacle = ReferenceRuns.obstacle(reference);
    return obstacle.isEmpty()
        ? judged(new ReferenceRuns(reference), looks, seed)
        : new SeriesWatch(looks, "", List.of(), obstacle);
  }

  /** Whether the alarm was raised. */
  public boolean raised() {
    return !alarm.isEmpty();
  }

  private static SeriesWatch judged(ReferenceRuns reference, List<Look> looks, long seed) {
    double[] counted =
        looks.stream().filter(look -> look.same().isEmpty()).mapToDouble(Look::score).toArray();
    double[] evidence = EProcess.since(reference, counted).logEvidence();
    List<Look> out = new ArrayList<>();
    String alarm = "";
    int at = 0;
    for (Look look : looks) {
      at += look.same().isEmpty() ? 1 : 0;
      double now = at == 0 ? 0 : evidence[at - 1];
      out.add(
          new Look(
              look.run(), look.score(), reference.standardised(look.score()), now, look.same()));
      alarm = alarm.isEmpty() && now >= -Math.log(ALPHA) ? look.run() : alarm;
    }
    SeriesPower.Plan plan = new SeriesPower.Plan(reference.scores().length, PLANNED, ALPHA);
    return new SeriesWatch(
        out,
        alarm,
        DoubleStream.of(SHIFTS)
            .mapToObj(shift -> SeriesPower.of(plan, shift, SIMULATIONS, seed))
            .toList(),
        "");
  }
}
