package io.stateprint.decoder;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where programs run. A GPU that is asked for and cannot be had is an error, never a run on the
 * processor.
 *
 * @param kind which device
 * @param index of the GPU, where one is named
 */
public record DeviceChoice(Kind kind, int index) implements Serializable {
  /** The first GPU where the machine has one, else the processor. */
  public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);

  /** The processor. */
  public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

  /** The GPU that Spark gives a task. */
  public static final DeviceChoice OFFERED = new DeviceChoice(Kind.OFFERED, 0);

  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,3})");
  private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");

  /** Kinds of device. */
  public enum Kind {
    /** Whatever the machine has. */
    AUTO,
    /** The processor. */
    CPU,
    /** A GPU by number. */
    GPU,
    /** The GPU of the task. */
    OFFERED
  }

  /** Reads {@code auto}, {@code cpu} or {@code gpu:0}; empty where it is none of them. */
  public static Optional<DeviceChoice> parse(String text) {
    Matcher gpu = GPU.matcher(text);
    return switch (text) {
      case "auto" -> Optional.of(AUTO);
      case "cpu" -> Optional.of(CPU);
      default ->
          gpu.matches()
              ? Optional.of(new DeviceChoice(Kind.GPU, Integer.parseInt(gpu.group(1))))
              : Optional.empty();
    };
  }

  /** Whether programs will run on a GPU, as far as can be told here without loading libtorch. */
  public boolean isGpu() {
    return switch (kind) {
      case CPU -> false;
      case GPU, OFFERED -> true;
      case AUTO -> hasGpu();
    };
  }

  /**
   * The device, which loads libtorch.
   *
   * @param offered numbers of the GPUs that Spark gives the task
   */
  public Device resolve(List<Integer> offered) {
    return switch (kind) {
      case CPU -> Device.cpu();
      case GPU -> gpu(index);
      case OFFERED -> gpu(offered.stream().findFirst().orElseThrow(DeviceChoice::nothingOffered));
      case AUTO -> hasGpu() ? gpu(0) : Device.cpu();
    };
  }

  private static Device gpu(int number) {
    Engine torch = torch();
    int there = torch.getGpuCount();
    if (number >= there) {
      throw new InputException(
          ("Cannot run on gpu:%d: libtorch %s here sees %d GPUs; set PYTORCH_LIBRARY_PATH to the lib folder"
                  + " of a CUDA build of libtorch 2.7.1, PYTORCH_VERSION=2.7.1 and PYTORCH_FLAVOR=cu128,"
                  + " or choose device = cpu (sweep.device)")
              .formatted(number, torch.getVersion(), there));
    }
    return Device.gpu(number);
  }

  private static Engine torch() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      throw new InputException(
          "Cannot load libtorch: %s; libtorch 2.7.1 is needed (PYTORCH_LIBRARY_PATH = %s, PYTORCH_FLAVOR = %s)"
              .formatted(
                  e.getMessage(),
                  System.getenv("PYTORCH_LIBRARY_PATH"),
                  System.getenv("PYTORCH_FLAVOR")),
          e);
    }
  }

  private static InputException nothingOffered() {
    return new InputException(
        "Cannot run on a GPU: Spark gave this task none; set spark.executor.resource.gpu.amount,"
            + " spark.task.resource.gpu.amount and a discovery script, or choose device = cpu"
            + " (sweep.device)");
  }

  private static boolean hasGpu() {
    if (!Files.isDirectory(GPUS)) {
      return false;
    }
    try (Stream<Path> gpus = Files.list(GPUS)) {
      return gpus.findAny().isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
