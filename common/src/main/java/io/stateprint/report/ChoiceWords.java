package io.stateprint.report;

import io.stateprint.choice.Candidate.Measured;
import io.stateprint.choice.Feature;
import io.stateprint.choice.FeatureKind;
import io.stateprint.choice.TaskProfile.Wish;
import io.stateprint.profile.Interval;
import io.stateprint.traits.Lacking;
import java.util.ArrayList;
import java.util.List;

/** Features of a choice in words. */
final class ChoiceWords {
  private static final double LARGE = 10;

  private final Words words;

  ChoiceWords(Words words) {
    this.words = words;
  }

  /** Such as {@code Percent of range, technicality, in analytic prompts}. */
  String label(Feature feature) {
    List<String> parts = new ArrayList<>(List.of(words.say("feature." + feature.kind().id())));
    if (feature.style() != null) {
      parts.add(words.say(feature.style().id()));
    }
    if (!feature.category().equals(Feature.ALL)) {
      parts.add(words.say("category", words.category(feature.category())));
    }
    if (feature.isOfPart()) {
      parts.add(words.say("part", words.number(feature.from(), 2), words.number(feature.to(), 2)));
    }
    return String.join(", ", parts);
  }

  /** The value of a model with its interval, its worth and its grade; or why there is none. */
  String measured(ChoiceSection model, Wish wish, int width) {
    String name = model.model() + " ".repeat(width - model.model().length());
    Measured measured = model.candidate().features().get(wish.feature());
    if (measured == null) {
      Lacking lacking = model.candidate().lacking().get(wish.feature());
      return "%s  %s"
          .formatted(
              name,
              words.say("unmeasured", lacking == null ? "" : words.say("lacking." + lacking)));
    }
    int decimals = wish.desirability().high() >= LARGE ? 1 : 3;
    String value = words.number(measured.estimate(), decimals);
    boolean counted = wish.feature().kind() == FeatureKind.FAILED_SHARE;
    return "%s  %s"
        .formatted(
            name,
            words.say(
                counted ? "counted" : measured.usable() ? "measured" : "failed",
                value,
                interval(measured.interval(), decimals),
                words.number(wish.desirability().of(measured.estimate()), 2),
                measured.grade()));
  }

  String interval(Interval interval, int decimals) {
    return words.say(
        "interval",
        words.number(interval.low(), decimals),
        words.number(interval.high(), decimals));
  }

  /** A number as the profile has it. */
  String knot(double value) {
    return value == Math.rint(value) ? words.number(value, 0) : words.number(value, 2);
  }
}
