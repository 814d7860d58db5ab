package io.stateprint.report;

import io.stateprint.comparison.Alignment;
import io.stateprint.comparison.AlignmentEffect;
import io.stateprint.comparison.SharedEffect;
import io.stateprint.inference.Estimate;
import io.stateprint.prompts.Style;
import io.stateprint.validity.Grade;
import io.stateprint.validity.ValidityTest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A base model beside an instruct model.
 *
 * @param columns base in the plain format, instruct in the plain format and, where it has a chat
 *     template, instruct in that
 * @param pooling of the states
 * @param prompts how many both were asked
 * @param frames names of the files of document frames; empty where the plain format puts style
 *     instructions before the text
 * @param sameTokenizer whether the two tokenizers are one; if not, they give the same tokens
 * @param measured styles of the effect, in the order of its arrays
 * @param effect null where no style is measured in every column
 * @param styles one a style
 * @param shared the same effect on the base model's own scale
 * @param shifts one a layer
 * @param replicates of the base model that the floor of the shifts was taken from; 0 where none
 */
public record AlignSection(
    List<Column> columns,
    String pooling,
    int prompts,
    List<String> frames,
    boolean sameTokenizer,
    List<Style> measured,
    @Nullable AlignmentEffect effect,
    List<OfStyle> styles,
    Shared shared,
    List<Shift> shifts,
    int replicates) {

  /**
   * A model in a format.
   *
   * @param model what it is
   * @param format {@code plain} or {@code chat}
   * @param warnings codes that hold for it
   */
  public record Column(ModelSection model, String format, List<String> warnings) {}

  /**
   * One style.
   *
   * @param style which one
   * @param grade the lowest of the columns
   * @param percents one a column
   * @param failed checks that are red in some column
   * @param weights axis of base against instruct in the plain format
   * @param total axis of base against the last column
   */
  public record OfStyle(
      Style style,
      Grade grade,
      List<Estimate> percents,
      List<ValidityTest> failed,
      Alignment.Axis weights,
      Alignment.Axis total) {
    /** Whether the axis moved, or is not known (W11). */
    public boolean moved() {
      return !weights.mean().shared() || !total.mean().shared();
    }
  }

  /**
   * The effect on the base model's axis and between its extremes, of styles whose axis is shared.
   *
   * @param plain instruct in the plain format
   * @param chat instruct in its chat template; of no row where it has none
   */
  public record Shared(SharedEffect plain, SharedEffect chat) {}

  /**
   * How far states moved at a layer, mean of 1 - centred cosine.
   *
   * @param layer the block, 0-based
   * @param depth (layer + 1) / layers
   * @param plain instruct in the plain format
   * @param chat instruct in its chat template; NaN where it has none
   * @param floor the same mean between replicates of the base model; NaN where there are none
   */
  public record Shift(int layer, double depth, double plain, double chat, double floor) {
    /** So many floors; NaN where there is no floor, or replicates are equal to the bit. */
    double over(double shift) {
      return floor > 0 ? shift / floor : Double.NaN;
    }
  }

  /** Whether the instruct model was asked in a chat template. */
  public boolean templated() {
    return columns.size() > 2;
  }
}
