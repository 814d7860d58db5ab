package io.stateprint.personality;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.Columns;
import io.stateprint.score.CrossFit;
import io.stateprint.score.StyleGram;
import io.stateprint.score.WordingTransfer;
import io.stateprint.score.Wordings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the texts beside the prompts show at one layer; NaN or empty where they are missing.
 */
final class FurtherReader {
  static final String CONTROL = "control";
  static final String FRAMING = "framing";
  private static final double FULL = 100;
  private static final List<String> DOSES = List.of("weak", "strong");

  private final BankPlan plan;
  private final SampledBank bank;
  private final LayerInput layer;
  private final Style style;
  private final float[][] plus;
  private final float[][] minus;
  private final Supplier<Columns> differences;

  /** For one style of a layer. */
  FurtherReader(LayerInput layer, Style style) {
    this.plan = layer.plan();
    this.bank = layer.bank();
    this.layer = layer;
    this.style = style;
    this.plus = layer.states().plus()[style.index()];
    this.minus = layer.states().minus()[style.index()];
    this.differences = new Once(plus, minus);
  }

  /** The differences of the prompts, laid out when they are first asked for. */
  private static final class Once implements Supplier<Columns> {
    private final float[][] plus;
    private final float[][] minus;
    private @Nullable Columns made;

    Once(float[][] plus, float[][] minus) {
      this.plus = plus;
      this.minus = minus;
    }

    @Override
    public Columns get() {
      Columns out = made == null ? Columns.differences(plus, minus) : made;
      made = out;
      return out;
    }
  }

  /**
   * Prompts under further instructions of a style.
   *
   * @param wording least AUC of a wording that was left out
   * @param wordingSpread of percents of range over wordings
   * @param doses range of each prompt under the rising doses, (R, 3)
   */
  record Controls(double wording, double wordingSpread, double[][] doses) {}

  Controls controls() {
    Optional<Wordings> wordings = wordings();
    return new Controls(
        wordings.map(Wordings::leastAuc).orElse(Double.NaN),
        wordings.map(Wordings::spread).orElse(Double.NaN),
        doses());
  }

  private Optional<Wordings> wordings() {
    List<String> there = AcrossWordings.wordings(bank, style);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    List<String> ids = bank.ids(CONTROL, plus(style) + "/" + there.get(0));
    return BankPlan.clusters(plan.some(ids)).map(own -> wordings(there, ids, own));
  }

  private Wordings wordings(List<String> there, List<String> ids, Clusters own) {
    return Wordings.of(
        bank.states(SampledBank.PROMPT, SampledBank.DEFAULT, ids),
        AcrossWordings.worded(bank, plus(style), there, ids),
        AcrossWordings.worded(bank, minus(style), there, ids),
        layer.calibration(),
        own);
  }

  /** Where states under further wordings lie along the directions of the first one. */
  WordingTransfer transfer() {
    return AcrossWordings.of(
        plan,
        bank,
        style,
        new WordingTransfer.Training(
            differences.get(),
            gram().square(),
            plan.estimator().folds(),
            plan.estimator().clusters().observed()));
  }

  /**
   * How far apart the two instructions of a dose take each prompt, in percent of the mean range of
   * the plain one. Words that say the dose stand in both, so they cancel. Of no row where there is
   * no range.
   */
  private double[][] doses() {
    boolean there =
        DOSES.stream()
            .allMatch(
                dose ->
                    bank.has(CONTROL, plus(style) + "/" + dose)
                        && bank.has(CONTROL, minus(style) + "/" + dose));
    if (!there) {
      return new double[0][];
    }
    List<String> ids = bank.ids(CONTROL, plus(style) + "/" + DOSES.get(0));
    double[][] rising = {
      apart(ids, CONTROL, "/weak"),
      apart(ids, SampledBank.PROMPT, ""),
      apart(ids, CONTROL, "/strong")
    };
    double range = StatUtils.mean(rising[1]);
    if (!(range > 0)) {
      return new double[0][];
    }
    double[][] byPrompt = new double[ids.size()][rising.length];
    for (int i = 0; i < byPrompt.length; i++) {
      for (int dose = 0; dose < rising.length; dose++) {
        byPrompt[i][dose] = FULL * rising[dose][i] / range;
      }
    }
    return byPrompt;
  }

  private double[] apart(List<String> ids, String role, String dose) {
    double[] above = shifts(ids, bank.states(role, plus(style) + dose, ids));
    double[] below = shifts(ids, bank.states(role, minus(style) + dose, ids));
    return IntStream.range(0, above.length).mapToDouble(p -> above[p] - below[p]).toArray();
  }

  /** How far states of some prompts lie above their own suppressed ones, cross-fitted. */
  private double[] shifts(List<String> ids, float[][] scored) {
    return CrossFit.of(
            across(scored, ids),
            plan.estimator().folds(),
            plan.foldsOf(plan.some(ids)),
            plan.estimator().clusters().observed())
        .shift();
  }

  /** States of prompts of the bank beside their own extremes. */
  StyleGram across(float[][] scored, List<String> ids) {
    return gram()
        .with(
            plan.rows(ids),
            scored,
            bank.states(SampledBank.PROMPT, minus(style), ids),
            differences.get());
  }

  /** That of the prompts. */
  StyleGram gram() {
    return layer.gram().styles()[style.index()];
  }

  /** Percent of range of texts that have the nine conditions of their own, in the order of ids. */
  double[] scores(String role) {
    if (!hasOwnExtremes(role)) {
      return new double[0];
    }
    List<SampledText> texts = bank.texts(role);
    StyleGram gram = own(role, texts.stream().map(SampledText::id).toList());
    List<PromptKey> rows =
        texts.stream().map(t -> new PromptKey(t.id(), t.category(), t.topic())).toList();
    return plan.estimator().perPrompt(gram, plan.foldsOf(rows), plan.categoriesOf(rows));
  }

  /** Whether texts of a role have the two instructions of the style. */
  boolean hasOwnExtremes(String role) {
    return bank.has(role, plus(style)) && bank.has(role, minus(style));
  }

  /** Texts of a role between their own extremes. */
  StyleGram own(String role, List<String> ids) {
    return StyleGram.across(
        new float[][][] {
          bank.states(role, SampledBank.DEFAULT, ids),
          bank.states(role, plus(style), ids),
          bank.states(role, minus(style), ids)
        },
        differences.get(),
        gram().square(),
        layer.calibration());
  }

  /**
   * Percent of range of some prompts under each system prompt, on their own extremes without it.
   */
  double[][] systems() {
    List<String> conditions = SystemPrompts.conditions(bank);
    if (conditions.isEmpty()) {
      return new double[0][];
    }
    List<String> ids = SystemPrompts.ids(bank);
    List<PromptKey> rows = plan.some(ids);
    return conditions.stream()
        .map(
            condition ->
                plan.estimator()
                    .perPrompt(
                        across(bank.states(SystemPrompts.role(condition), condition, ids), ids),
                        plan.foldsOf(rows),
                        plan.categoriesOf(rows)))
        .toArray(double[][]::new);
  }

  /** The lower AUC of two, each of directions of one language on the prompts of the other. */
  double languages() {
    Map<String, List<Integer>> rows = new HashMap<>();
    List<SampledText> texts = bank.texts(SampledBank.PROMPT);
    for (int p = 0; p < texts.size(); p++) {
      rows.computeIfAbsent(texts.get(p).lang(), key -> new ArrayList<>()).add(p);
    }
    if (rows.size() != 2) {
      return Double.NaN;
    }
    List<List<Integer>> both = List.copyOf(rows.values());
    return Math.min(language(both.get(0), both.get(1)), language(both.get(1), both.get(0)));
  }

  private double language(List<Integer> trained, List<Integer> scored) {
    List<PromptKey> own = trained.stream().map(plan.keys()::get).toList();
    return BankPlan.clusters(own)
        .map(
            clusters -> {
              Folds folds = Folds.five(clusters);
              Map<String, Integer> foldOf = new HashMap<>();
              for (int i = 0; i < own.size(); i++) {
                foldOf.put(BankPlan.topic(own.get(i)), folds.of()[i]);
              }
              int[] rowFolds =
                  scored.stream()
                      .mapToInt(p -> foldOf.getOrDefault(BankPlan.topic(plan.keys().get(p)), -1))
                      .toArray();
              StyleGram gram =
                  StyleGram.across(
                      new float[][][] {
                        some(layer.states().base(), scored), some(plus, scored), some(minus, scored)
                      },
                      new float[][][] {some(plus, trained), some(minus, trained)},
                      layer.calibration());
              return CrossFit.of(gram, folds, rowFolds, clusters.observed()).auc(rowFolds).value();
            })
        .orElse(Double.NaN);
  }

  private static float[][] some(float[][] states, List<Integer> rows) {
    return rows.stream().map(p -> states[p]).toArray(float[][]::new);
  }

  private static String plus(Style style) {
    return "+" + style.id();
  }

  private static String minus(Style style) {
    return "-" + style.id();
  }
}
