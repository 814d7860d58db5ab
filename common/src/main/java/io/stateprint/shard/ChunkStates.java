package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;

/** The states of a chunk as they rise through the layers, with what every layer needs beside. */
public final class ChunkStates implements AutoCloseable {
  private final Chunk chunk;
  private final NDManager manager;
  private final PtNDArray gather;
  private final PtNDArray scatter;
  private final List<PtNDArray[]> ropes;
  private PtNDArray states;
  private List<PtNDArray> carry = List.of();

  private ChunkStates(Chunk chunk, NDManager manager, PtNDArray states, List<PtNDArray[]> ropes) {
    this.chunk = chunk;
    this.manager = manager;
    this.states = states;
    this.ropes = ropes;
    this.gather = (PtNDArray) manager.create(chunk.gather()).reshape(chunk.size(), chunk.longest());
    this.scatter = (PtNDArray) manager.create(chunk.scatter());
  }

  static ChunkStates embedded(
      Chunk chunk,
      List<int[]> prompts,
      Embedding embedding,
      Weights weights,
      List<RotaryTable> rotaries) {
    NDManager manager = weights.program().newManager();
    PtNDArray states = embedding.of(chunk, prompts, weights, manager);
    return new ChunkStates(
        chunk,
        manager,
        states,
        rotaries.stream().map(rotary -> rotary.of(chunk, weights, manager)).toList());
  }

  /** States that another pass has left at a cut. */
  static ChunkStates resumed(
      Chunk chunk, CutReader cut, Weights weights, List<RotaryTable> rotaries) {
    NDManager manager = weights.program().newManager();
    return new ChunkStates(
        chunk,
        manager,
        cut.next(chunk, manager),
        rotaries.stream().map(rotary -> rotary.of(chunk, weights, manager)).toList());
  }

  /** Whose states they are. */
  public Chunk chunk() {
    return chunk;
  }

  /** (T, D) in the compute type; valid until the next layer is asked for. */
  public PtNDArray states() {
    return states;
  }

  /** The packed row at each place of the padded layout, (B, S). */
  public PtNDArray gather() {
    return gather;
  }

  /** Puts the states through one step. */
  void through(LoadedStep step) {
    step.parts().forEach(part -> through(step, part));
  }

  private void through(LoadedStep step, LoadedStep.Part part) {
    IValue[] arguments =
        part.text().parameters().stream()
            .map(name -> argument(name, step, part))
            .toArray(IValue[]::new);
    List<PtNDArray> carried = carry;
    if (part.text().carries()) {
      carry = step.program().runList(manager, part.text().method(), arguments);
    } else {
      PtNDArray before = states;
      states = step.program().run(manager, part.text().method(), arguments);
      before.close();
      carry = List.of();
    }
    carried.forEach(PtNDArray::close);
  }

  private IValue argument(String name, LoadedStep step, LoadedStep.Part part) {
    return switch (name) {
      case "h" -> IValue.from(states);
      case "w" -> IValue.listFrom(part.weights());
      case "carry" -> IValue.listFrom(carry.toArray(PtNDArray[]::new));
      case "first" -> IValue.from((long) step.step().first());
      case "rope" -> IValue.listFrom(ropes.get(step.rotary()));
      case "gather" -> IValue.from(gather);
      case "scatter" -> IValue.from(scatter);
      case "layer" -> IValue.from((long) step.step().layer());
      case "window" -> IValue.from((long) step.window());
      default -> throw new IllegalStateException("No argument is called " + name);
    };
  }

  @Override
  public void close() {
    manager.close();
  }

  @Override
  public String toString() {
    return "states of prompts " + Arrays.toString(chunk.prompts());
  }
}
