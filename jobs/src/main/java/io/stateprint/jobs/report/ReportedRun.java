package io.stateprint.jobs.report;

import io.stateprint.jobs.tables.BegunRuns;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.page.Gap;
import io.stateprint.page.PageModel;
import io.stateprint.page.PageRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run as its tables have it. */
public final class ReportedRun {
  /** The checkpoint that the demo falls back to; its weights are random. */
  private static final String RANDOM = "data-samples/models/tiny-llama";

  private final Store store;
  private final String runId;
  private final List<Gap> gaps = new ArrayList<>();

  private ReportedRun(Store store, String runId) {
    this.store = store;
    this.runId = runId;
  }

  /** Reads the tables of a run; what cannot be read is a gap of the page. */
  public static PageRun of(Store store, String runId) {
    return new ReportedRun(store, runId).read();
  }

  private PageRun read() {
    Map<String, ModelTables> tables = new LinkedHashMap<>();
    Map<String, RunRow> manifests = new LinkedHashMap<>();
    AskedPrompts prompts = new AskedPrompts(store, runId);
    for (String modelId : store.modelIds(runId)) {
      ModelTables own = new ModelTables(store, runId, modelId);
      List<RunRow> rows = own.rows(Table.RUNS);
      if (rows.isEmpty()) {
        gaps.addAll(own.gaps());
      } else {
        manifests.put(modelId, rows.get(0));
        tables.put(modelId, own);
        prompts.add(own, modelId);
      }
    }
    manifests.forEach(
        (modelId, row) -> {
          if (row.source().endsWith(RANDOM)) {
            gaps.add(Gap.of("random", modelId));
          }
        });
    new BegunRuns(store).unfinished(runId).forEach(model -> gaps.add(Gap.of("unfinished", model)));
    Map<String, Integer> places = prompts.places();
    List<PageModel> models = new ArrayList<>();
    tables.forEach(
        (modelId, own) -> {
          RunRow manifest = manifests.get(modelId);
          if (manifest != null) {
            models.add(new ReportedModel(modelId, own, places).read(manifest));
          }
        });
    return new PageRun(
        runId,
        manifests.values().stream().map(RunRow::finished).max(String::compareTo).orElse(""),
        prompts.categories(),
        prompts.columns(),
        models,
        PageRun.Found.nothing(),
        List.copyOf(gaps));
  }
}
