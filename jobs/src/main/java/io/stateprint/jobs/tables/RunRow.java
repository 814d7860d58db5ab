package io.stateprint.jobs.tables;

/**
 * The manifest of one model in one run.
 *
 * @param configuration the settings, JSON
 * @param fingerprint SHA-256 of everything that decides the states: settings, prompts, weights,
 *     tokenizer, template
 * @param source where the configuration says that the weights are
 * @param checkpoint where they were read, a path
 * @param format {@code chat} or {@code plain}
 * @param systemPrompt empty where there is none
 * @param architecture such as {@code llama}
 * @param layers blocks of the model
 * @param width D
 * @param configSha256 of the model's configuration
 * @param weightsFingerprint SHA-256 of sizes, headers and a sample of the values of the weight
 *     files, not of all their bytes
 * @param tokenizerSha256 of the tokenizer
 * @param templateSha256 of the chat template, empty where there is none
 * @param promptsSha256 of the prompt files, in order, with commas between
 * @param storedType format of most weights, such as {@code Q4_1} or {@code GPTQ 4 bit}
 * @param computeType type of the arithmetic, such as {@code float32}
 * @param version of the program
 * @param seed of every random choice
 * @param prompts texts sampled, anchors among them
 * @param tokens of all of them
 * @param tokensComputed rows of states computed: beginnings that texts share count once
 * @param states rows in {@code states}
 * @param partitions the prompts were cut into
 * @param shards the layers were cut into
 * @param bytesPlanned bytes of the needed tensors, each once a partition
 * @param bytesRead bytes of weights that were read
 * @param seconds of the forward pass, summed over partitions
 * @param peakRssBytes the highest resident memory of a process that took part
 * @param finished UTC time, ISO 8601
 * @param cost of its tasks, each counted as one executor; 0 where no price was set
 */
public record RunRow(
    String configuration,
    String fingerprint,
    String source,
    String checkpoint,
    String format,
    String systemPrompt,
    String architecture,
    int layers,
    int width,
    String configSha256,
    String weightsFingerprint,
    String tokenizerSha256,
    String templateSha256,
    String promptsSha256,
    String storedType,
    String computeType,
    String version,
    long seed,
    int prompts,
    long tokens,
    long tokensComputed,
    long states,
    int partitions,
    int shards,
    long bytesPlanned,
    long bytesRead,
    double seconds,
    long peakRssBytes,
    String finished,
    double cost) {}
