package io.stateprint.shard;

import ai.djl.pytorch.engine.PtNDArray;
import io.stateprint.decoder.Program;
import io.stateprint.decoder.Step;

/**
 * A step ready to compute.
 *
 * @param step its method and tensors
 * @param program holds the method
 * @param weights in the compute type, in the order of the method's list
 * @param window reach of attention in tokens, 0 without limit
 * @param rotary which rotary embedding of the model it turns by
 */
record LoadedStep(Step step, Program program, PtNDArray[] weights, int window, int rotary) {}
