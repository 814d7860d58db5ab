package io.stateprint.choice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a task profile may ask for. */
public enum FeatureKind {
  /**
   * P of a style, in percent of range, of a category: its headline, or over the reliable layers of
   * a part of the depth.
   */
  SCORE(true),
  /** Relative depth at which style reads out. */
  HALF_RISE(false),
  /** Width of that rise, in parts of the depth. */
  WIDTH(false),
  /** Sameness of a style over the middle layers, 0 to 1. */
  STABILITY(true),
  /** How far a style follows the category, 0 to 1. */
  FLEXIBILITY(true),
  /** Points by which an emotional framing moves a style. */
  ROBUSTNESS(true),
  /** Percent of what was left that system prompts move a style, either way. */
  LEVERAGE(true),
  /** Points by which a style moves in 100 tokens of a response. */
  REASONING_DRIFT(true),
  /** Share of the model's numbers with grade X, 0 to 1. */
  FAILED_SHARE(false);

  private final boolean ofStyle;

  FeatureKind(boolean ofStyle) {
    this.ofStyle = ofStyle;
  }

  /** Whether it is measured for one style at a time. */
  public boolean isOfStyle() {
    return ofStyle;
  }

  /** Whether it may be taken of a category and of a part of the depth. */
  public boolean isOfPart() {
    return this == SCORE;
  }

  /** The name in files and tables, such as {@code half-rise}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that name. */
  static Optional<FeatureKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }

  /** All names. */
  static List<String> ids() {
    return Arrays.stream(values()).map(FeatureKind::id).toList();
  }
}
