package io.stateprint.report;

import java.util.List;

/**
 * How a run was made.
 *
 * @param runId its id
 * @param version of the program
 * @param seed of every random choice
 * @param replicates of the bootstrap
 * @param store where the tables are
 * @param promptFiles names of the prompt files
 * @param promptsSha256 of all text files, in order
 * @param randomWeights whether the model knows nothing, which is said above every number
 */
public record RunSection(
    String runId,
    String version,
    long seed,
    int replicates,
    String store,
    List<String> promptFiles,
    List<String> promptsSha256,
    boolean randomWeights) {}
