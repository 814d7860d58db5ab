package io.stateprint.profile;

import io.stateprint.storage.ScratchRows;
import java.util.Arrays;

/**
 * Mean centred cosines under draws of prompts and anchors, in Gram space: no work in D dimensions.
 * With a_k the weighted mean of style k's frames and m the mean of the a_k, cos(z - m, a_k - m)
 * needs only the inner products of frames with each other and with z. Of a prompt that was drawn n
 * times only y = n / |z - m| and y times its inner products are added up; the styles are told apart
 * in the sums. Some draws go through the prompts together, side by side in the processor's
 * registers. Each sum runs over the prompts of a category in the order of its topics, and the mean
 * of all is that of the categories.
 */
final class CosineReplicates {
  private static final int STYLES = 4;
  private static final int EIGHT = 8;

  /** Draws that go through the prompts together; each holds a number of two bytes a prompt. */
  private static final int DRAWS = 128;

  /** Fewer draws at once, in eights, where the numbers of many prompts would be more than these. */
  private static final int NUMBERS = 1 << 22;

  private final LayerScores scores;
  private final Resampling resampling;
  private final int categories;
  private final ScratchRows.Walk products;

  CosineReplicates(LayerScores scores, Resampling resampling) {
    this.scores = scores;
    this.resampling = resampling;
    this.categories = resampling.clusters().categories().size();
    this.products = scores.prompts().products();
  }

  private static int together(int prompts) {
    int eights = NUMBERS / Math.max(1, prompts) / EIGHT;
    return Math.min(DRAWS, Math.max(1, eights) * EIGHT);
  }

  /** How often a member was drawn, for each of some draws. */
  private interface Drawn {
    void times(int member, double[] byDraw);
  }

  /**
   * Means in every draw by category, then by all with equal weights of categories, (C + 1, K, R).
   */
  double[][][] all() {
    int replicates = resampling.replicates();
    double[][][] all = new double[categories + 1][STYLES][replicates];
    Resampling.Draws draws = resampling.draws();
    int prompts = resampling.clusters().prompts();
    short[][] times = new short[Math.min(together(prompts), replicates)][prompts];
    double[] frames = new double[scores.anchors().frameStyle().length];
    for (int first = 0; first < replicates; first += times.length) {
      int count = Math.min(times.length, replicates - first);
      AnchorDraws anchors = new AnchorDraws(scores.anchors(), count);
      for (int r = 0; r < count; r++) {
        draws.next(times[r], frames);
        anchors.put(r, frames);
      }
      add(
          anchors,
          (member, byDraw) -> {
            for (int r = 0; r < count; r++) {
              byDraw[r] = times[r][member];
            }
          },
          first,
          all);
    }
    return all;
  }

  /** Means in one draw, (C + 1, K). */
  double[][] means(double[] promptWeights, double[] frameWeights) {
    AnchorDraws anchors = new AnchorDraws(scores.anchors(), 1);
    anchors.put(0, frameWeights);
    double[][][] all = new double[categories + 1][STYLES][1];
    add(anchors, (member, byDraw) -> byDraw[0] = promptWeights[resampling.prompt(member)], 0, all);
    return Arrays.stream(all)
        .map(styles -> Arrays.stream(styles).mapToDouble(draws -> draws[0]).toArray())
        .toArray(double[][]::new);
  }

  /** Puts the means of some draws behind each other, from a place on. */
  private void add(AnchorDraws anchors, Drawn drawn, int first, double[][][] all) {
    for (int c = 0; c < categories; c++) {
      DrawnSums sums = sums(anchors, drawn, c);
      for (int r = 0; r < anchors.count(); r++) {
        double[] means = sums.means(r);
        if (!Arrays.stream(means).allMatch(Double::isFinite)) {
          means = ofDrawnAlone(anchors, drawn, c, r);
        }
        for (int k = 0; k < STYLES; k++) {
          all[c][k][first + r] = means[k];
          all[categories][k][first + r] += means[k] / categories;
        }
      }
    }
  }

  private DrawnSums sums(AnchorDraws anchors, Drawn drawn, int category) {
    int end = resampling.firstMember(category + 1);
    DrawnSums sums = new DrawnSums(anchors);
    double[][] rows = new double[DrawnSums.TOGETHER][anchors.frames()];
    double[][] times = new double[DrawnSums.TOGETHER][anchors.count()];
    double[] squares = new double[DrawnSums.TOGETHER];
    for (int at = resampling.firstMember(category); at < end; at += DrawnSums.TOGETHER) {
      for (int i = 0; i < DrawnSums.TOGETHER; i++) {
        squares[i] = row(Math.min(at + i, end - 1), rows[i]);
        if (at + i < end) {
          drawn.times(at + i, times[i]);
        } else {
          Arrays.fill(times[i], 0);
        }
      }
      sums.add(rows, squares, times);
    }
    return sums;
  }

  /** Fills in a prompt's inner products with frames; its square. */
  private double row(int member, double[] row) {
    int at = products.to(resampling.prompt(member));
    System.arraycopy(products.numbers(), at, row, 0, row.length);
    return products.numbers()[at + row.length];
  }

  /** One draw again, without the prompts and frames that are not in it: one may be no number. */
  private double[] ofDrawnAlone(AnchorDraws anchors, Drawn drawn, int category, int draw) {
    AnchorDraws one = anchors.alone(draw);
    DrawnSums sums = new DrawnSums(one);
    double[][] rows = new double[DrawnSums.TOGETHER][anchors.frames()];
    double[][] times = new double[DrawnSums.TOGETHER][1];
    double[] squares = new double[DrawnSums.TOGETHER];
    double[] byDraw = new double[anchors.count()];
    for (int at = resampling.firstMember(category);
        at < resampling.firstMember(category + 1);
        at++) {
      drawn.times(at, byDraw);
      if (byDraw[draw] != 0) {
        squares[0] = row(at, rows[0]);
        one.dropUndrawn(rows[0]);
        for (int i = 1; i < DrawnSums.TOGETHER; i++) {
          squares[i] = squares[0];
          System.arraycopy(rows[0], 0, rows[i], 0, rows[0].length);
        }
        times[0][0] = byDraw[draw];
        sums.add(rows, squares, times);
      }
    }
    return sums.means(0);
  }
}
