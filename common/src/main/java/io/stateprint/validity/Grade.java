package io.stateprint.validity;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How far a number may be trusted. A check that was not run lowers no grade but the best: A needs
 * V1 to V5, V7 and V10.
 */
public enum Grade {
  /** All checks are green, and those that matter most were run. */
  A,
  /** Some are amber, or one that matters was not run. */
  B,
  /** Two or more of V1 to V5 are amber. */
  C,
  /** Some are red: the number is shown greyed out and used for nothing. */
  X;

  private static final Set<Check> FIRST = Set.of(Check.V1, Check.V2, Check.V3, Check.V4, Check.V5);
  private static final Set<Check> NEEDED =
      Set.of(Check.V1, Check.V2, Check.V3, Check.V4, Check.V5, Check.V7, Check.V10);

  /** The grade of a number from its checks, at most one of each kind. */
  public static Grade of(List<ValidityTest> tests) {
    if (has(tests, Colour.RED)) {
      return X;
    }
    long doubts =
        tests.stream().filter(t -> t.colour() == Colour.AMBER && FIRST.contains(t.check())).count();
    if (doubts >= 2) {
      return C;
    }
    boolean complete =
        NEEDED.stream()
            .allMatch(
                check ->
                    tests.stream().anyMatch(t -> t.check() == check && t.colour() == Colour.GREEN));
    return has(tests, Colour.AMBER) || !complete ? B : A;
  }

  /** The lower of two grades, for a number that rests on both. */
  public static Grade lower(Grade one, Grade other) {
    List<Grade> order = Arrays.asList(values());
    return order.indexOf(one) >= order.indexOf(other) ? one : other;
  }

  private static boolean has(List<ValidityTest> tests, Colour colour) {
    return tests.stream().anyMatch(t -> t.colour() == colour);
  }
}
