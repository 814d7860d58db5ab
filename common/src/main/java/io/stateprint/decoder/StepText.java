package io.stateprint.decoder;

import java.util.List;

/**
 * A step as a program text spells it.
 *
 * @param method its name
 * @param parameters names of the method's parameters, in order
 * @param weights names within the layer, in order of use; {@code *} stands for an expert's number
 * @param carries whether it gives what later steps of the layer need, not yet states
 * @param ofExperts whether it runs once for each group of experts
 */
public record StepText(
    String method,
    List<String> parameters,
    List<String> weights,
    boolean carries,
    boolean ofExperts) {
  public StepText {
    parameters = List.copyOf(parameters);
    weights = List.copyOf(weights);
  }

  /** Whether it goes on from what the step before it gave. */
  boolean isCarried() {
    return parameters.contains("carry");
  }
}
