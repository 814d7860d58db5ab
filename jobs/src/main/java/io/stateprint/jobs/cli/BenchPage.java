package io.stateprint.jobs.cli;

import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.tables.RunRow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a run on a ghost has to say. */
final class BenchPage {
  private BenchPage() {}

  static Answer of(String name, ModelPlan plan, RunRow run) {
    double amplification = (double) run.bytesRead() / run.bytesPlanned();
    String text =
        String.format(
            Locale.ROOT,
            "%s: %s, %d layers, %s computed in %s; %d tokens of %d prompts; %.2f GB planned, %.2f GB read"
                + " (amplification %.4f); %.1f s, %.2f GB/s; peak memory %d MiB (%d MiB were planned); %d states. The values were zeros: this shows bytes and memory, not numbers.",
            name,
            run.architecture(),
            run.layers(),
            run.storedType(),
            run.computeType(),
            run.tokens(),
            run.prompts(),
            run.bytesPlanned() / 1e9,
            run.bytesRead() / 1e9,
            amplification,
            run.seconds(),
            run.bytesRead() / 1e9 / run.seconds(),
            run.peakRssBytes() >> 20,
            plan.load().memory().total() >> 20,
            run.states());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ghost", name);
    json.put("architecture", run.architecture());
    json.put("layers", run.layers());
    json.put("stored_type", run.storedType());
    json.put("compute_type", run.computeType());
    json.put("tokens", run.tokens());
    json.put("bytes_planned", run.bytesPlanned());
    json.put("bytes_read", run.bytesRead());
    json.put("read_amplification", amplification);
    json.put("seconds", run.seconds());
    json.put("peak_rss_bytes", run.peakRssBytes());
    json.put("memory_planned_bytes", plan.load().memory().total());
    json.put("states", run.states());
    return new Answer(text, Json.of(json));
  }
}
