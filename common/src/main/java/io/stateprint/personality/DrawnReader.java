package io.stateprint.personality;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Draws;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Framing;
import io.stateprint.score.DrawnAxis;
import io.stateprint.score.StyleGram;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what system prompts and framings do at one layer in every draw of the bootstrap, directions
 * made anew in each, so that intervals hold the error of the directions too.
 */
final class DrawnReader {
  private static final double FULL = 100;

  private final FurtherReader reader;
  private final BankPlan plan;
  private final SampledBank bank;
  private final long seed;
  private @Nullable DrawnAxis axis;

  /**
   * For one style of a layer.
   *
   * @param reader of that style
   * @param layer whose states they are
   * @param seed of draws of texts that are no prompts of the bank
   */
  DrawnReader(FurtherReader reader, LayerInput layer, long seed) {
    this.reader = reader;
    this.plan = layer.plan();
    this.bank = layer.bank();
    this.seed = seed;
  }

  private DrawnAxis axis() {
    DrawnAxis out =
        axis == null
            ? new DrawnAxis(
                reader.gram().square(),
                plan.estimator().folds(),
                plan.estimator().draws().weights())
            : axis;
    axis = out;
    return out;
  }

  /**
   * Mean percent of range under each real system prompt less that under all placebos, then the mean
   * percent without any, (real + 1, B); of no row where one of the kinds is missing.
   */
  float[][] systems() {
    List<String> conditions = SystemPrompts.conditions(bank);
    int real = (int) conditions.stream().filter(SystemPrompts::isReal).count();
    List<String> ids = SystemPrompts.ids(bank);
    if (real == 0 || real == conditions.size() || ids.isEmpty()) {
      return new float[0][];
    }
    Drawn drawn = new Drawn(ids);
    double[][] placebos = drawn.shifts(conditions.subList(real, conditions.size()));
    float[][] out = new float[real + 1][];
    for (int s = 0; s < real; s++) {
      out[s] = narrow(drawn.percents(less(drawn.shifts(conditions.subList(s, s + 1)), placebos)));
    }
    out[real] = narrow(drawn.percents(drawn.some(reader.gram().shift())));
    return out;
  }

  private static double[][] less(double[][] one, double[][] other) {
    double[][] out = new double[one.length][one[0].length];
    for (int r = 0; r < out.length; r++) {
      for (int p = 0; p < out[r].length; p++) {
        out[r][p] = one[r][p] - other[r][p];
      }
    }
    return out;
  }

  private static float[] narrow(double[] wide) {
    float[] out = new float[wide.length];
    for (int b = 0; b < out.length; b++) {
      out[b] = (float) wide[b];
    }
    return out;
  }

  /** Some prompts of the bank in every draw of it. */
  private final class Drawn {
    private final List<String> ids;
    private final int[] rows;
    private final int[] folds;
    private final int[] category;
    private final double[][] weights;
    private final double[][] range;

    Drawn(List<String> ids) {
      List<PromptKey> keys = plan.some(ids);
      this.ids = keys.stream().map(PromptKey::id).toList();
      this.rows = plan.rows(this.ids);
      this.folds = plan.foldsOf(keys);
      this.category = plan.categoriesOf(keys);
      this.weights =
          Arrays.stream(plan.estimator().draws().weights())
              .map(all -> IntStream.of(rows).mapToDouble(p -> all[p]).toArray())
              .toArray(double[][]::new);
      this.range = axis().along(some(reader.gram().range()), folds);
    }

    private double[][] some(double[][] matrix) {
      return IntStream.of(rows).mapToObj(p -> matrix[p]).toArray(double[][]::new);
    }

    /** Mean shifts under some conditions: percents are linear in them. */
    double[][] shifts(List<String> conditions) {
      double[][] out = new double[rows.length][plan.keys().size()];
      for (String condition : conditions) {
        double[][] one =
            reader.across(bank.states(SystemPrompts.role(condition), condition, ids), ids).shift();
        for (int r = 0; r < out.length; r++) {
          for (int p = 0; p < out[r].length; p++) {
            out[r][p] += one[r][p] / conditions.size();
          }
        }
      }
      return out;
    }

    /** Mean percent of some shifts in every draw, (B). */
    double[] percents(double[][] shift) {
      return means(
          DrawnReader.percents(axis().along(shift, folds), range, category, weights), weights);
    }
  }

  /**
   * How far an emotional framing moves the score, mean over the pairs, in points, (B); none where
   * no pairs were sampled under all conditions, or too few topics of them. Pairs are drawn by their
   * own topics.
   */
  float[] framings() {
    List<SampledText> texts = bank.texts(FurtherReader.FRAMING);
    List<String> ids = texts.stream().map(SampledText::id).toList();
    int[] emotional = BankTexts.withTwin(ids, Framing.EMOTIONAL);
    int[] neutral = BankTexts.withTwin(ids, Framing.NEUTRAL);
    List<PromptKey> rows =
        texts.stream().map(t -> new PromptKey(t.id(), t.category(), t.topic())).toList();
    Optional<Clusters> pairs =
        BankPlan.clusters(Arrays.stream(emotional).mapToObj(rows::get).toList());
    if (pairs.isEmpty() || !reader.hasOwnExtremes(FurtherReader.FRAMING)) {
      return new float[0];
    }
    double[][] own =
        Draws.of(pairs.orElseThrow(), plan.estimator().draws().count(), seed).weights();
    double[][] weights = new double[own.length][rows.size()];
    for (int b = 0; b < own.length; b++) {
      for (int i = 0; i < emotional.length; i++) {
        weights[b][emotional[i]] = own[b][i];
        weights[b][neutral[i]] = own[b][i];
      }
    }
    StyleGram gram = reader.own(FurtherReader.FRAMING, ids);
    int[] folds = plan.foldsOf(rows);
    double[][] percents =
        percents(
            axis().along(gram.shift(), folds),
            axis().along(gram.range(), folds),
            plan.categoriesOf(rows),
            weights);
    double[] told = means(some(percents, emotional), own);
    double[] plain = means(some(percents, neutral), own);
    return narrow(IntStream.range(0, told.length).mapToDouble(b -> told[b] - plain[b]).toArray());
  }

  private static double[][] some(double[][] matrix, int[] rows) {
    return IntStream.of(rows).mapToObj(r -> matrix[r]).toArray(double[][]::new);
  }

  /** Percents of the rows' own mean range in their category, (R, B). */
  private static double[][] percents(
      double[][] shift, double[][] range, int[] category, double[][] weights) {
    double[][] out = new double[shift.length][weights.length];
    int categories = Arrays.stream(category).max().orElse(0) + 1;
    for (int b = 0; b < weights.length; b++) {
      double[] sums = new double[categories];
      double[] totals = new double[categories];
      for (int r = 0; r < shift.length; r++) {
        sums[category[r]] += weights[b][r] * range[r][b];
        totals[category[r]] += weights[b][r];
      }
      for (int r = 0; r < shift.length; r++) {
        double mean = sums[category[r]] / totals[category[r]];
        out[r][b] = mean > 0 ? FULL * shift[r][b] / mean : Double.NaN;
      }
    }
    return out;
  }

  /** Weighted means over the rows that have weight, (B). */
  private static double[] means(double[][] percents, double[][] weights) {
    double[] out = new double[weights.length];
    for (int b = 0; b < out.length; b++) {
      double total = 0;
      for (int r = 0; r < percents.length; r++) {
        if (weights[b][r] > 0) {
          out[b] += weights[b][r] * percents[r][b];
          total += weights[b][r];
        }
      }
      out[b] /= total;
    }
    return out;
  }
}
