package io.stateprint.shard;

import ai.djl.pytorch.engine.PtNDArray;
import io.stateprint.decoder.Program;
import io.stateprint.decoder.Step;
import io.stateprint.decoder.StepText;
import java.util.ArrayList;
import java.util.List;

/**
 * A step ready to compute.
 *
 * @param step its methods and tensors
 * @param program holds the methods
 * @param weights in the compute type, in the order of the step's
 * @param window reach of attention in tokens, 0 without limit
 * @param rotary which rotary embedding of the model it turns by
 */
record LoadedStep(Step step, Program program, List<PtNDArray> weights, int window, int rotary) {
  /**
   * A method with its own weights.
   *
   * @param text the method
   * @param weights in the order of its list
   */
  record Part(StepText text, PtNDArray[] weights) {}

  /** The methods, in order. */
  List<Part> parts() {
    if (step.texts().size() == 1) {
      return List.of(new Part(step.texts().get(0), weights.toArray(PtNDArray[]::new)));
    }
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (StepText text : step.texts()) {
      int to = from + text.weights().size();
      parts.add(new Part(text, weights.subList(from, to).toArray(PtNDArray[]::new)));
      from = to;
    }
    return parts;
  }
}
