package io.stateprint.report;

import io.stateprint.personality.StyleVerdict;
import io.stateprint.prompts.Style;
import io.stateprint.score.StyleComparison;
import io.stateprint.validity.Check;
import io.stateprint.validity.Colour;
import io.stateprint.validity.Grade;
import io.stateprint.validity.Pitfall;
import io.stateprint.validity.Pitfalls;
import io.stateprint.validity.Sentence;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two models in one style.
 *
 * @param comparison of A with B
 * @param first how far A's score may be trusted
 * @param second how far B's may
 */
public record StylePair(StyleComparison comparison, StyleVerdict first, StyleVerdict second) {
  /** What can be said of the difference. */
  public enum Finding {
    /** The models differ. */
    DIFFERENT,
    /** The interval of the difference holds 0. */
    ALIKE,
    /** A check failed in one of them: nothing is to be concluded. */
    UNTRUSTED,
    /** One of them has no score. */
    UNMEASURED
  }

  /** Which style. */
  public Style style() {
    return comparison.style();
  }

  /** The lower of the two grades. */
  public Grade grade() {
    return Grade.lower(first.grade(), second.grade());
  }

  /** What can be said. */
  public Finding finding() {
    if (!comparison.difference().why().isEmpty()) {
      return Finding.UNMEASURED;
    }
    if (grade() == Grade.X) {
      return Finding.UNTRUSTED;
    }
    return comparison.distinguishable() ? Finding.DIFFERENT : Finding.ALIKE;
  }

  /** The checks that are red in one of them. */
  public Set<Check> red() {
    Set<Check> out = EnumSet.noneOf(Check.class);
    Stream.of(first, second)
        .flatMap(one -> one.tests().stream())
        .filter(test -> test.colour() == Colour.RED)
        .forEach(test -> out.add(test.check()));
    return out;
  }

  /** Warnings of the comparison and of both scores. */
  public Set<Pitfall> pitfalls() {
    Set<Pitfall> out = EnumSet.copyOf(Pitfalls.ofComparison(comparison));
    out.addAll(first.pitfalls());
    out.addAll(second.pitfalls());
    return out;
  }

  /**
   * The sentence that compares them, or why it is not said.
   *
   * @param language {@code en} or {@code ru}
   * @param names of A and B
   */
  public Sentence sentence(String language, List<String> names) {
    return language.equals("ru")
        ? Sentence.russian(comparison, names.get(0), names.get(1), grade())
        : Sentence.english(comparison, names.get(0), names.get(1), grade());
  }
}
