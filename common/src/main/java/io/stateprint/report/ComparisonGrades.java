package io.stateprint.report;

import io.stateprint.personality.StyleVerdict;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.validity.Check;
import io.stateprint.validity.Colour;
import io.stateprint.validity.ValidityTest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Why each score has its grade: the checks that are not green, and those that were not run. */
final class ComparisonGrades {
  private final Words words;
  private final PairSection pair;
  private final List<String> lines = new ArrayList<>();
  private final Set<Check> notRun = EnumSet.noneOf(Check.class);

  ComparisonGrades(Words words, PairSection pair) {
    this.words = words;
    this.pair = pair;
  }

  List<String> lines() {
    lines.add("");
    lines.add(words.say("grades"));
    for (StylePair one : pair.styles()) {
      verdict(pair.shortNames().get(0), one, one.first());
      verdict(pair.shortNames().get(1), one, one.second());
    }
    if (!notRun.isEmpty()) {
      lines.add(
          "  " + words.say("notrun", String.join(", ", notRun.stream().map(this::named).toList())));
    }
    words.say("legend").lines().forEach(one -> lines.add("  " + one));
    return lines;
  }

  private void verdict(String model, StylePair one, StyleVerdict verdict) {
    boolean scored = verdict.headline().percent().present();
    lines.add(
        "  %-13s  %-20s  %s"
            .formatted(words.say(one.style().id()), model, scored ? grade(verdict) : none()));
    for (ValidityTest test : verdict.tests()) {
      if (test.colour() == Colour.NOT_RUN && scored) {
        notRun.add(test.check());
      }
    }
    doubts(verdict, Colour.RED);
    doubts(verdict, Colour.AMBER);
  }

  private void doubts(StyleVerdict verdict, Colour colour) {
    List<String> found =
        verdict.tests().stream()
            .filter(test -> test.colour() == colour)
            .map(
                test ->
                    "%s %s"
                        .formatted(
                            named(test.check()),
                            words.number(test.value(), decimals(test.check()))))
            .toList();
    if (!found.isEmpty()) {
      lines.add("  %-13s    %s".formatted("", words.say("doubt." + colour, joined(found))));
    }
  }

  private static String joined(List<String> found) {
    return String.join("; ", found);
  }

  private String none() {
    return words.say("noscore") + ": " + words.say("band.none");
  }

  private String grade(StyleVerdict verdict) {
    boolean doubted =
        verdict.tests().stream()
            .anyMatch(test -> test.colour() == Colour.RED || test.colour() == Colour.AMBER);
    return words.say(
        doubted ? "grade" : "grade.green",
        verdict.grade().name(),
        LayerChoice.words(verdict.headline().band().layers(), words.range()));
  }

  private String named(Check check) {
    return "%s (%s)".formatted(check.name(), words.say("check." + check.name()));
  }

  private static int decimals(Check check) {
    return check == Check.V7 || check == Check.V16 ? 3 : 2;
  }
}
