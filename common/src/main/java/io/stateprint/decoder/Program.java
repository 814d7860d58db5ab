package io.stateprint.decoder;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/**
 * A program text, loaded by DJL's PyTorch engine; each method is one call on the device.
 *
 * <p>Results belong to the manager that the caller names. Whoever loads a program closes it.
 */
public final class Program implements AutoCloseable {
  private static final String HEADER =
      """
      class Program(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  private final Model model;
  private final PtSymbolBlock block;

  private Program(Model model) {
    this.model = model;
    this.block = (PtSymbolBlock) model.getBlock();
  }

  /**
   * Loads a program from the sources of its methods.
   *
   * @param methods method definitions, indented by two blanks
   * @param device where it runs
   */
  public static Program load(String methods, Device device) {
    Model model = Model.newInstance("program", device, "PyTorch");
    try {
      model.load(new ByteArrayInputStream(ProgramArchive.pack(HEADER + methods)));
      // DJL makes an empty folder for each, which a process that is killed would leave.
      Files.deleteIfExists(model.getModelPath());
      return new Program(model);
    } catch (IOException e) {
      model.close();
      throw new UncheckedIOException(e);
    } catch (MalformedModelException e) {
      model.close();
      throw new IllegalStateException("A program text does not compile", e);
    }
  }

  /** Loads the program text of that name that lies beside a class; it has no places to fill. */
  public static Program resource(Class<?> beside, String name, Device device) {
    return load(
        ProgramText.resource(beside, name).source(java.util.Map.of(), weight -> false), device);
  }

  /** Where it runs. */
  public Device device() {
    return model.getNDManager().getDevice();
  }

  /** A manager for arrays of this program's device; the caller closes it. */
  public NDManager newManager() {
    return model.getNDManager().newSubManager();
  }

  /** Runs a method that gives one array; the arguments are consumed, their arrays are not. */
  public PtNDArray run(NDManager results, String method, IValue... arguments) {
    try (IValue result = call(method, arguments)) {
      return result.toTensor((PtNDManager) results);
    }
  }

  /** Runs a method that gives a list of arrays; the arguments are consumed. */
  public List<PtNDArray> runList(NDManager results, String method, IValue... arguments) {
    try (IValue result = call(method, arguments)) {
      return Arrays.asList(result.toTensorArray((PtNDManager) results));
    }
  }

  // Both switches belong to the thread, and task threads come and go.
  private IValue call(String method, IValue... arguments) {
    JniUtils.setGradMode(false);
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return IValueUtils.runMethod(block, method, arguments);
    } finally {
      for (IValue argument : arguments) {
        argument.close();
      }
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
