package io.stateprint.jobs.cli;

import io.stateprint.jobs.sample.Replicate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the replicates of a model take beside its run.
 *
 * @param passes all of them, the replay among them
 * @param texts of each
 * @param bytes of weights to read, over all passes and their tasks
 * @param states rows of all passes
 * @param operations multiplications and additions of all matrix products
 * @param types of arithmetic, sorted
 */
record ReplicateCost(
    int passes, int texts, long bytes, long states, double operations, TreeSet<String> types) {
  static ReplicateCost of(List<Replicate> replicates) {
    TreeSet<String> types = new TreeSet<>();
    replicates.forEach(one -> types.add(one.plan().facts().computeType()));
    return new ReplicateCost(
        replicates.size(),
        replicates.get(0).plan().texts(),
        replicates.stream().mapToLong(one -> one.plan().load().bytes()).sum(),
        replicates.stream().mapToLong(one -> one.plan().states()).sum(),
        replicates.stream().mapToDouble(one -> one.plan().load().operations()).sum(),
        types);
  }

  String line(String modelId, double operationsPerSecond) {
    return String.format(
        Locale.ROOT,
        "%s, replicates: %d further passes of %d texts (the first one twice), computed in %s; %d"
            + " MiB of weights to read; %d states; about %.0f s on two cores (%.1e operations)",
        modelId,
        passes,
        texts,
        String.join(" and ", types),
        bytes >> 20,
        states,
        operations / operationsPerSecond,
        operations);
  }

  Map<String, Object> json(double operationsPerSecond) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("passes", passes);
    out.put("texts", texts);
    out.put("compute_types", types);
    out.put("bytes", bytes);
    out.put("states", states);
    out.put("operations", operations);
    out.put("seconds_on_two_cores", operations / operationsPerSecond);
    return out;
  }
}
