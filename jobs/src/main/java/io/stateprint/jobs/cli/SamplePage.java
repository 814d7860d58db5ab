package io.stateprint.jobs.cli;

import io.stateprint.jobs.settings.CostSettings;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.tables.ReplicateNames;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What job 1 has to say. */
final class SamplePage {
  private SamplePage() {}

  /** Samples, and tells of it. */
  static Answer of(Settings settings, Store store, Supplier<Map<String, RunRow>> sampling) {
    long began = System.nanoTime();
    Map<String, RunRow> runs = sampling.get();
    double seconds = (System.nanoTime() - began) / 1e9;
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> models = new ArrayList<>();
    for (Map.Entry<String, RunRow> one : runs.entrySet()) {
      String id = one.getKey();
      RunRow run = one.getValue();
      lines.add(
          String.format(
                  Locale.ROOT,
                  "%s: %d states of %d texts; %d of %d MiB of weights read, %.1f s, peak %d MiB",
                  id,
                  run.states(),
                  run.prompts(),
                  run.bytesRead() >> 20,
                  run.bytesPlanned() >> 20,
                  run.seconds(),
                  run.peakRssBytes() >> 20)
              + cost(settings.outside().cost(), run.cost()));
      models.add(model(id, run));
    }
    int replicates = settings.sampling().replicates().count();
    if (replicates > 0) {
      lines.add(
          "Replicates: run ids %s to %s"
              .formatted(
                  ReplicateNames.of(settings.runId(), 0),
                  ReplicateNames.of(settings.runId(), replicates)));
    }
    lines.add(String.format(Locale.ROOT, "Sampled in %.1f s", seconds));
    lines.add("Tables: %s (run_id=%s)".formatted(store.location(), settings.runId()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run_id", settings.runId());
    json.put("store", store.location());
    json.put("seconds", seconds);
    json.put("models", models);
    return new Answer(String.join("\n", lines), Json.of(json));
  }

  /** Empty where there is no price. */
  static String cost(CostSettings price, double cost) {
    return price.isKnown()
        ? String.format(Locale.ROOT, ", about %.4f %s", cost, price.currency())
        : "";
  }

  private static Map<String, Object> model(String id, RunRow run) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", id);
    model.put("states", run.states());
    model.put("texts", run.prompts());
    model.put("tokens", run.tokens());
    model.put("tokens_computed", run.tokensComputed());
    model.put("partitions", run.partitions());
    model.put("shards", run.shards());
    model.put("bytes_read", run.bytesRead());
    model.put("bytes_planned", run.bytesPlanned());
    model.put("seconds", run.seconds());
    model.put("peak_rss_bytes", run.peakRssBytes());
    model.put("cost", run.cost());
    return model;
  }
}
