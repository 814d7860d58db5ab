package io.stateprint.page;

import java.util.List;
import java.util.Map;

/**
 * One model of a run, as its tables have it.
 *
 * @param id of it
 * @param facts what it is and what sampling took; the manifest
 * @param poolings by id: {@code last}, {@code user}
 * @param maps of its states, by pooling; none where the states are not there
 * @param gaps what is missing of the model
 */
public record PageModel(
    String id,
    Map<String, Object> facts,
    Map<String, Pooled> poolings,
    Map<String, PageMap> maps,
    List<Gap> gaps) {

  /** The same with a map. */
  public PageModel with(String pooling, PageMap map) {
    return new PageModel(id, facts, poolings, Map.of(pooling, map), gaps);
  }

  /** The same with a further gap. */
  public PageModel with(Gap gap) {
    List<Gap> all = new java.util.ArrayList<>(gaps);
    all.add(gap);
    return new PageModel(id, facts, poolings, maps, List.copyOf(all));
  }

  /**
   * A model under one pooling.
   *
   * @param layers sampled, 0-based, ascending, (L)
   * @param depths of them, in (0, 1], (L)
   * @param paired percents of the model's own range, by style, then category or {@code all}; none
   *     where they were not measured
   * @param article centred cosines over all prompts, by style
   * @param grades at each layer, one letter a layer, by style
   * @param scores headlines by style
   * @param checks by style
   * @param portraits by method: {@code paired}, {@code article}
   * @param prompts percent of each prompt over the band, by style, (P); NaN where there is none
   */
  public record Pooled(
      int[] layers,
      double[] depths,
      Map<String, Map<String, Curve>> paired,
      Map<String, Curve> article,
      Map<String, String> grades,
      Map<String, Score> scores,
      Map<String, List<Checked>> checks,
      Map<String, Portrayed> portraits,
      Map<String, double[]> prompts) {}

  /**
   * A headline, as table {@code scores} has it.
   *
   * @param all over all categories
   * @param categories by name
   * @param n prompts
   * @param layers of the band
   * @param auc detection
   * @param discriminability d'
   * @param reliability of the direction
   * @param amplitude range over the length of a state
   * @param grade A, B, C or X
   * @param warnings codes
   * @param why there is no number; empty where there is one
   */
  public record Score(
      Curve.Point all,
      Map<String, Curve.Point> categories,
      int n,
      int[] layers,
      double auc,
      double discriminability,
      double reliability,
      double amplitude,
      String grade,
      List<String> warnings,
      String why) {}

  /** A check, one row of its table. */
  public record Checked(String check, double value, String outcome, Map<String, String> why) {}

  /**
   * What is typical, as table {@code portraits} has it.
   *
   * @param dominant style, or {@code none}
   * @param leading style, or {@code none}
   * @param probability share of draws in which it leads
   * @param decision layer with its interval
   * @param depth relative, of the decision layer
   * @param width of the rise
   * @param commitment median layer
   * @param stability 0 to 1
   * @param flexibility 0 to 1
   * @param grade lowest of the four
   * @param warnings codes
   */
  public record Portrayed(
      String dominant,
      String leading,
      double probability,
      Curve.Point decision,
      double depth,
      double width,
      double commitment,
      double stability,
      double flexibility,
      String grade,
      List<String> warnings) {}
}
