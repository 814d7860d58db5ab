package io.stateprint.external;

import io.stateprint.external.ExternalResult.Verdict;
import java.util.List;

/**
 * A published finding about a model.
 *
 * @param id such as {@code E3}
 * @param title what it is about
 * @param rule of which models it speaks
 * @param expectation what it says
 * @param source where it is published
 */
record ExternalCheck(
    String id, String title, ModelRule rule, Expectation expectation, String source) {
  /** Whether it can be compared with states at all. */
  boolean isWithinReach() {
    return !(expectation instanceof OutOfReach);
  }

  ExternalResult run(ExternalStates states) {
    if (!isWithinReach()) {
      return result(Verdict.NOT_RUN, Phrase.of("needs", Phrase.of("needs." + id)));
    }
    List<StateSet> missing = expectation.needs().stream().filter(set -> !states.has(set)).toList();
    if (!missing.isEmpty()) {
      List<Object> sets = missing.stream().<Object>map(set -> Phrase.of(set.id())).toList();
      return result(Verdict.NOT_RUN, Phrase.of("needs", new Phrase("list", sets)));
    }
    Expectation.Finding finding = expectation.find(states);
    return result(finding.agrees() ? Verdict.PASS : Verdict.FAIL, finding.got());
  }

  private ExternalResult result(Verdict verdict, Phrase got) {
    return new ExternalResult(
        id, title, rule.published(), expectation.expected(), got, verdict, source);
  }
}
