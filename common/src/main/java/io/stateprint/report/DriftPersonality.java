package io.stateprint.report;

import io.stateprint.drift.PersonalityDrift;
import io.stateprint.drift.PersonalityWatch;
import io.stateprint.drift.PersonalityWatch.StyleWatch;
import io.stateprint.profile.Interval;
import io.stateprint.validity.Colour;
import java.util.Arrays;
import java.util.List;

/** The part of the page on percents of range. */
final class DriftPersonality {
  private final DriftLines lines;

  DriftPersonality(DriftLines lines) {
    this.lines = lines;
  }

  void add(DriftSection model) {
    PersonalityWatch found = model.watch().personality();
    if (found == null) {
      return;
    }
    PersonalityDrift drift = found.drift();
    lines.blank();
    lines.line("personality", lines.number(PersonalityDrift.LEAST_POINTS, 0));
    if (drift != null) {
      lines.indented("personality.head");
    }
    for (StyleWatch style : found.styles()) {
      if (drift == null || style.judged() < 0) {
        lines.indented("unjudged", lines.say(style.style().id()), lines.reason(style.why()));
      } else {
        row(style, drift);
      }
    }
    if (drift != null) {
      lines.indented("finding." + drift.finding().name(), lines.number(drift.neededPrompts(), 0));
      power(found, drift);
    }
    floors(found.styles());
  }

  private void row(StyleWatch style, PersonalityDrift drift) {
    int at = style.judged();
    Interval bounds = drift.bounds().interval(at);
    Interval narrow = drift.narrow()[at];
    lines.raw(
        "  %-14s %9s  %8s  %10s %-25s  [%7s, %7s]  %s"
            .formatted(
                lines.say(style.style().id()),
                lines.number(style.reference().value(), 1),
                lines.number(style.current().value(), 1),
                lines.number(drift.bounds().estimates()[at], 2),
                "[%7s, %7s]"
                    .formatted(lines.number(bounds.low(), 2), lines.number(bounds.high(), 2)),
                lines.number(narrow.low(), 2),
                lines.number(narrow.high(), 2),
                lines.say("style." + drift.findings()[at].name())));
  }

  /** Equal states have no spread that could tell of other runs. */
  private void power(PersonalityWatch found, PersonalityDrift drift) {
    if (Arrays.stream(drift.bounds().spreads()).allMatch(spread -> spread == 0)) {
      return;
    }
    double least = 1;
    for (double power : found.power()) {
      least = Math.min(least, power);
    }
    lines.indented(
        "personality.power",
        lines.number(PersonalityWatch.PLANTED * PersonalityDrift.LEAST_POINTS, 0),
        lines.number(100 * least, 0));
  }

  private void floors(List<StyleWatch> styles) {
    for (StyleWatch style : styles) {
      boolean run = style.floor().colour() != Colour.NOT_RUN;
      lines.indented(
          run ? "V8" : "V8.none",
          lines.say(style.style().id()),
          run ? lines.number(style.floor().value(), 3) : lines.reason(style.floor().why()),
          lines.say(style.floor().colour().name()));
    }
  }
}
