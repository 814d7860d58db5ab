package io.stateprint.drift;

import io.stateprint.evidence.SignFlip;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A current run of a model held against its reference.
 *
 * @param layers what each shows, ascending
 * @param selfTest V18, from the replicates alone
 * @param run the test of the representation
 * @param legacy the article's rule
 * @param replay the current run's states beside those of the run that was repeated, all layers
 * @param again V19; null where the first replicate was not repeated
 * @param personality null where percents of range were not compared
 * @param verdict on the ladder
 * @param series null where none was asked for
 */
public record ModelWatch(
    List<LayerWatch> layers,
    SelfTest selfTest,
    RunDrift run,
    LegacyRule legacy,
    Replay replay,
    @Nullable Replay again,
    @Nullable PersonalityWatch personality,
    DriftVerdict verdict,
    @Nullable SeriesWatch series)
    implements Serializable {
  /** Alarms of a run without change, at most. */
  public static final double ALPHA = 0.01;

  private static final int SELF_FLIPS = 499;
  private static final int SELF_RUNS = 400;

  /**
   * What both runs were made from.
   *
   * @param id of the run that was repeated
   * @param reference its artefacts
   * @param current those of the current run
   */
  public record Sources(String id, Artefacts reference, Artefacts current) {}

  /**
   * Judges.
   *
   * @param found all layers, in any order
   * @param sources of both runs
   * @param plan what was watched
   */
  public static ModelWatch of(List<LayerWatch> found, Sources sources, WatchPlan plan) {
    List<LayerWatch> layers =
        found.stream().sorted(Comparator.comparingInt(LayerWatch::layer)).toList();
    List<LayerDrift> drifts = layers.stream().map(LayerWatch::drift).toList();
    SelfTest selfTest =
        SelfTest.of(
            drifts.stream().map(LayerDrift::baseline).toList(),
            new SelfTest.Plan(new SignFlip.Draws(SELF_FLIPS, plan.seed()), SELF_RUNS, ALPHA));
    RunDrift run = RunDrift.of(drifts, new SignFlip.Draws(WatchPlan.FLIPS, plan.seed()), ALPHA);
    Replay replay = all(layers.stream().map(LayerWatch::replay).toList());
    List<LayerPercents> percents = new ArrayList<>();
    layers.forEach(layer -> add(percents, layer.percents()));
    PersonalityWatch personality = percents.isEmpty() ? null : PersonalityWatch.of(percents);
    return new ModelWatch(
        layers,
        selfTest,
        run,
        LegacyRule.of(drifts),
        replay,
        layers.get(0).again() == null
            ? null
            : all(layers.stream().map(l -> Objects.requireNonNull(l.again())).toList()),
        personality,
        DriftVerdict.of(
            sources.reference(),
            sources.current(),
            replay,
            run,
            personality == null ? null : personality.drift()),
        plan.looks().isEmpty() ? null : series(layers, sources.id(), plan));
  }

  private static void add(List<LayerPercents> all, @Nullable LayerPercents one) {
    if (one != null) {
      all.add(one);
    }
  }

  /** Whether the run or the series raises an alarm. */
  public boolean alarm() {
    return verdict.alarm() || (series != null && series.raised());
  }

  /** Prompt by layer, layer by layer. */
  public List<PromptDrift> cells() {
    return layers.stream().flatMap(layer -> layer.drift().prompts().stream()).toList();
  }

  private static Replay all(List<Replay> layers) {
    return new Replay(
        layers.stream().allMatch(Replay::same),
        layers.stream().mapToDouble(Replay::largest).max().orElse(Double.NaN));
  }

  private static SeriesWatch series(List<LayerWatch> layers, String id, WatchPlan plan) {
    double[] reference = new double[plan.replicates()];
    Arrays.setAll(
        reference, r -> RunScores.score(layers.stream().mapToDouble(l -> l.ratios()[r]).toArray()));
    List<SeriesWatch.Seen> seen =
        IntStream.rangeClosed(0, plan.looks().size())
            .mapToObj(
                i ->
                    new SeriesWatch.Seen(
                        i == 0 ? id : plan.looks().get(i - 1),
                        RunScores.score(layers.stream().mapToDouble(l -> l.looks()[i]).toArray()),
                        layers.stream().map(l -> l.digests()[i]).reduce("", String::concat)))
            .toList();
    return SeriesWatch.of(reference, seen.get(0), seen.subList(1, seen.size()), plan.seed());
  }
}
