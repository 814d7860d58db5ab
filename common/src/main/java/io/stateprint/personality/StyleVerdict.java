package io.stateprint.personality;

import io.stateprint.score.CategoryContrasts;
import io.stateprint.score.Headline;
import io.stateprint.score.StyleScore;
import io.stateprint.validity.Check;
import io.stateprint.validity.Evidence;
import io.stateprint.validity.Grade;
import io.stateprint.validity.Pitfall;
import io.stateprint.validity.ValidityTest;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A style's number with how far it may be trusted.
 *
 * @param headline the number
 * @param tests what was checked, and what could not be
 * @param grade from the checks; X where there is no number
 * @param pitfalls that hold
 * @param contrasts between categories
 */
public record StyleVerdict(
    Headline headline,
    List<ValidityTest> tests,
    Grade grade,
    Set<Pitfall> pitfalls,
    CategoryContrasts contrasts)
    implements Serializable {
  /**
   * The same with one more check, which a single model cannot be put to; it replaces the one that
   * was not run, and the grade is made anew.
   */
  public StyleVerdict with(ValidityTest test) {
    List<ValidityTest> all =
        tests.stream().map(one -> one.check() == test.check() ? test : one).toList();
    return new StyleVerdict(
        headline,
        all,
        unblocked(headline.percent().present() ? Grade.of(all) : Grade.X),
        pitfalls,
        contrasts);
  }

  private Grade unblocked(Grade found) {
    return pitfalls.contains(Pitfall.W28) ? Grade.lower(found, Grade.B) : found;
  }

  /** The same of a model that a failed external check keeps from grade A (W28). */
  StyleVerdict blocked() {
    Set<Pitfall> all = EnumSet.of(Pitfall.W28);
    all.addAll(pitfalls);
    return new StyleVerdict(headline, tests, Grade.lower(grade, Grade.B), all, contrasts);
  }

  /**
   * The grade of the style's score at one layer: checks that have a value a layer are those of the
   * layer, the others those of the headline.
   */
  public Grade gradeAt(StyleScore score) {
    List<ValidityTest> own = Evidence.ofLayer(score);
    Set<Check> replaced = own.stream().map(ValidityTest::check).collect(Collectors.toSet());
    return unblocked(
        Grade.of(
            Stream.concat(
                    own.stream(), tests.stream().filter(test -> !replaced.contains(test.check())))
                .toList()));
  }

  /** Codes of the warnings, sorted. */
  public List<String> warnings() {
    return pitfalls.stream().map(Pitfall::name).sorted().toList();
  }
}
