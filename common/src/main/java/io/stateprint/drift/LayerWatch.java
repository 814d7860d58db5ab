package io.stateprint.drift;

import io.stateprint.geometry.CentredStates;
import io.stateprint.personality.SampledBank;
import io.stateprint.prompts.Style;
import io.stateprint.storage.Sha256;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one layer shows of all runs.
 *
 * @param drift of the current run
 * @param replay the current run's states beside those of the run that was repeated
 * @param again the first replicate's beside those of its repetition; null where there is none
 * @param ratios of the replicates, (R)
 * @param looks ratios of the run that was repeated, then of the series, (1 + looks)
 * @param digests of their states, (1 + looks)
 * @param paired whether the axes are paired directions, not the article's
 * @param percents of range; null where they are not compared
 */
public record LayerWatch(
    LayerDrift drift,
    Replay replay,
    @Nullable Replay again,
    double[] ratios,
    double[] looks,
    String[] digests,
    boolean paired,
    @Nullable LayerPercents percents)
    implements Serializable {
  /** Compares the runs at a layer. */
  public static LayerWatch of(LayerStatesOfRuns runs, WatchPlan plan) {
    float[][] keys = keys(runs.reference(), plan);
    boolean paired = isPaired(runs.reference());
    CentredStates scale = LayerScale.centre(runs.reference(), keys);
    float[][][] states =
        runs.replicates().stream().map(bank -> keys(bank, plan)).toArray(float[][][]::new);
    LayerReference reference =
        new LayerReference(
            runs.layer(),
            runs.depth(),
            plan.prompts(),
            states,
            scale,
            paired ? paired(runs) : LayerScale.article(runs.reference()));
    LayerBaseline baseline = LayerBaseline.of(reference);
    LayerRun current = run(runs, keys(runs.current(), plan), plan);
    List<LayerRun> looks =
        Stream.concat(
                Stream.of(run(runs, keys, plan)),
                runs.looks().stream().map(bank -> run(runs, keys(bank, plan), plan)))
            .toList();
    return new LayerWatch(
        LayerDrift.of(reference, baseline, current, plan.labels()),
        Replay.of(keys, current.states()),
        runs.replay().map(bank -> Replay.of(states[0], keys(bank, plan))).orElse(null),
        RunScores.ofReplicates(baseline.floor()),
        RunScores.ofRuns(reference, baseline.floor(), looks),
        looks.stream().map(look -> digest(look.states())).toArray(String[]::new),
        paired,
        plan.scored().isEmpty() ? null : LayerPercents.of(runs, plan));
  }

  /** True id. */
  public int layer() {
    return drift.layer();
  }

  private static boolean isPaired(SampledBank bank) {
    return Arrays.stream(Style.values())
        .allMatch(
            style ->
                bank.has(SampledBank.PROMPT, "+" + style.id())
                    && bank.has(SampledBank.PROMPT, "-" + style.id()));
  }

  private static double[][] paired(LayerStatesOfRuns runs) {
    SampledBank bank = runs.reference();
    List<String> all = bank.prompts().stream().map(key -> key.id()).toList();
    return LayerScale.paired(bank.paired(SampledBank.PROMPT, all, runs.layer(), runs.depth()));
  }

  private static float[][] keys(SampledBank bank, WatchPlan plan) {
    return bank.states(SampledBank.PROMPT, SampledBank.DEFAULT, plan.prompts());
  }

  private static LayerRun run(LayerStatesOfRuns runs, float[][] states, WatchPlan plan) {
    return new LayerRun(runs.layer(), plan.prompts(), states);
  }

  private static String digest(float[][] states) {
    MessageDigest digest = Sha256.digest();
    for (float[] state : states) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * state.length);
      bytes.asFloatBuffer().put(state);
      digest.update(bytes);
    }
    return Sha256.hex(digest.digest());
  }
}
