package io.stateprint.external;

import io.stateprint.external.ExternalResult.Verdict;
import java.util.List;
import java.util.stream.Collectors;

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
  ExternalResult run(ExternalStates states) {
    if (expectation instanceof OutOfReach out) {
      return result(Verdict.NOT_RUN, "needs " + out.missing());
    }
    List<StateSet> missing = expectation.needs().stream().filter(set -> !states.has(set)).toList();
    if (!missing.isEmpty()) {
      return result(
          Verdict.NOT_RUN,
          "needs " + missing.stream().map(StateSet::description).collect(Collectors.joining("; ")));
    }
    Expectation.Finding finding = expectation.find(states);
    return result(finding.agrees() ? Verdict.PASS : Verdict.FAIL, finding.got());
  }

  private ExternalResult result(Verdict verdict, String got) {
    return new ExternalResult(
        id, title, rule.published(), expectation.expected(), got, verdict, source);
  }
}
