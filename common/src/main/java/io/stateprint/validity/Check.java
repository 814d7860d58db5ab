package io.stateprint.validity;

import io.stateprint.inference.Reasons;
import java.util.Locale;

/** The checks, with the bounds of green and amber. */
public enum Check {
  V1("detection AUC on unseen topics", Kind.HIGH, 0.90, 0.75),
  V2("AUC above that of random labels", Kind.HIGH, 0.25, 0.15),
  V3("AUC above that of a bag of embeddings", Kind.HIGH, 0.05, 0),
  V4("split-half reliability of the direction", Kind.HIGH, 0.80, 0.60),
  V5("reliability of the score over paraphrases", Kind.HIGH, 0.75, 0.5),
  V6("generalisability of the ranking of models", Kind.HIGH, 0.80, 0.6),
  V7("p of the permutation null", Kind.LOW, 0.01, 0.05),
  V8("numeric floor, points", Kind.LOW, 1, 3),
  V9("paraphrase and template floor, points", Kind.LOW, 5, 10),
  V10("range in standard deviations", Kind.HIGH, 2, 1),
  V11("dose monotonicity", Kind.HIGH, 0.8, 0.6),
  V12("agreement with the text of responses", Kind.HIGH, 0.5, 0.3),
  V13("AUC across languages", Kind.HIGH, 0.85, 0.7),
  V14("nuisance: correlation with length", Kind.LOW, 0.2, 0.35),
  V15("injection recovery, off 1", Kind.LOW, 0.02, 0.05),
  V16("false alarms between halves of one model", Kind.ALARMS, 0.05, 0.05),
  V17("negative control AUC, off 0.5 beyond its error", Kind.LOW, 0.05, 0.05),
  V18("false alarms of drift over alpha", Kind.LOW, 1, 2),
  V19("relative difference of a replay", Kind.LOW, 0, 1e-5);

  private final String title;
  private final Kind kind;
  private final double green;
  private final double amber;

  Check(String title, Kind kind, double green, double amber) {
    this.title = title;
    this.kind = kind;
    this.green = green;
    this.amber = amber;
  }

  /** What its statistic is. */
  public String title() {
    return title;
  }

  /** The end of amber. */
  double amber() {
    return amber;
  }

  /** Judges a statistic by the bounds; one that is NaN was not run. */
  public ValidityTest judge(double value) {
    if (Double.isNaN(value)) {
      return notRun(Reasons.of("value.none"));
    }
    Colour colour = colour(value);
    String why =
        colour == Colour.GREEN
            ? ""
            : String.format(Locale.ROOT, "%s is %.3f, green is %s", title, value, bound());
    return new ValidityTest(this, value, colour, why);
  }

  /** Judges a statistic that is red whatever its value where a condition fails. */
  public ValidityTest judge(double value, boolean holds, String otherwise) {
    return holds || Double.isNaN(value)
        ? judge(value)
        : new ValidityTest(this, value, Colour.RED, otherwise);
  }

  /** The check without a statistic. */
  public ValidityTest notRun(String why) {
    return new ValidityTest(this, Double.NaN, Colour.NOT_RUN, why);
  }

  private Colour colour(double value) {
    return switch (kind) {
      case HIGH -> value >= green ? Colour.GREEN : value >= amber ? Colour.AMBER : Colour.RED;
      case LOW -> value <= green ? Colour.GREEN : value <= amber ? Colour.AMBER : Colour.RED;
      case ALARMS ->
          value >= 0.03 && value <= 0.07
              ? Colour.GREEN
              : value >= 0.02 && value <= 0.09 ? Colour.AMBER : Colour.RED;
    };
  }

  private String bound() {
    return switch (kind) {
      case HIGH -> "%s or more".formatted(green);
      case LOW -> "%s or less".formatted(green);
      case ALARMS -> "0.03 to 0.07";
    };
  }

  private enum Kind {
    HIGH,
    LOW,
    ALARMS
  }
}
