package io.stateprint.jobs.tables;

/**
 * The manifest of one model in one run.
 *
 * @param configuration the settings, JSON
 * @param fingerprint SHA-256 of everything that decides the states: settings, prompts, weights,
 *     tokenizer, template
 * @param checkpoint where the weights lie
 * @param architecture such as {@code llama}
 * @param layers blocks of the model
 * @param width D
 * @param weightsSha256 the checkpoint's fingerprint
 * @param tokenizerSha256 of the tokenizer
 * @param templateSha256 of the chat template, empty where there is none
 * @param promptsSha256 of the prompt files, in order, with commas between
 * @param storedType type of most weights, such as {@code Q4_1}
 * @param computeType type of the arithmetic, such as {@code float32}
 * @param version of the program
 * @param seed of every random choice
 * @param prompts texts sampled, anchors among them
 * @param tokens of all of them
 * @param states rows in {@code states}
 * @param partitions the prompts were cut into
 * @param bytesPlanned bytes of the needed tensors, each once a partition
 * @param bytesRead bytes of weights that were read
 * @param seconds of the forward pass, summed over partitions
 * @param peakRssBytes the highest resident memory of a process that took part
 * @param finished UTC time, ISO 8601
 */
public record RunRow(
    String configuration,
    String fingerprint,
    String checkpoint,
    String architecture,
    int layers,
    int width,
    String weightsSha256,
    String tokenizerSha256,
    String templateSha256,
    String promptsSha256,
    String storedType,
    String computeType,
    String version,
    long seed,
    int prompts,
    long tokens,
    long states,
    int partitions,
    long bytesPlanned,
    long bytesRead,
    double seconds,
    long peakRssBytes,
    String finished) {}
