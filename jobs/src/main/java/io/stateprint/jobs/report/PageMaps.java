package io.stateprint.jobs.report;

import io.stateprint.jobs.tables.Store;
import io.stateprint.page.Gap;
import io.stateprint.page.HtmlPage;
import io.stateprint.page.PageData;
import io.stateprint.page.PageModel;
import io.stateprint.page.PageRun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Maps of states for all models of a page, within the size that the page may have. */
public final class PageMaps {
  /** Bytes of the whole page, at most. */
  private static final int LARGEST_PAGE = 2_900_000;

  /** Two coordinates of 16 bits, in base64. */
  private static final double BYTES_A_POINT = 4 * 4 / 3.0;

  /** Bytes of a model's names and indices, about. */
  private static final int BESIDE = 8_000;

  private static final int MOST_POINTS = 900;
  private static final int FEWEST_POINTS = 40;

  private final SparkSession spark;
  private final Store store;

  /** Prepares the maps. */
  public PageMaps(SparkSession spark, Store store) {
    this.spark = spark;
    this.store = store;
  }

  /** The page with maps; where one is missing, the page says why. */
  public PageData on(PageData data) {
    int models = data.runs().stream().mapToInt(run -> run.models().size()).sum();
    if (models == 0) {
      return data;
    }
    int each = bytesLeft(data, models);
    return new PageData(
        data.version(),
        data.made(),
        data.store(),
        data.language(),
        data.runs().stream().map(run -> mapped(run, each)).toList(),
        data.drift(),
        data.series(),
        data.gaps());
  }

  /** Bytes that each of so many maps may take. */
  static int bytesLeft(PageData data, int models) {
    int used = HtmlPage.of(data).getBytes(StandardCharsets.UTF_8).length;
    return Math.max(0, (LARGEST_PAGE - used) / models - BESIDE);
  }

  /** States that a map of so many bytes and sampled layers has. */
  static int points(int bytes, int sampled) {
    return (int)
        Math.min(MOST_POINTS, bytes / BYTES_A_POINT / Math.max(1, StateMapJob.layers(sampled)));
  }

  private PageRun mapped(PageRun run, int bytes) {
    List<PageModel> models = new ArrayList<>();
    run.models().forEach(model -> models.add(mapped(run, model, bytes)));
    return run.with(models);
  }

  private PageModel mapped(PageRun run, PageModel model, int bytes) {
    if (!store.hasStates(run.id(), model.id())) {
      return model.with(Gap.of("map.states", model.id()));
    }
    ModelTables tables = new ModelTables(store, run.id(), model.id());
    List<PageModel> mapped =
        tables.unlessUnreadable("states", () -> List.of(readable(run, model, bytes)));
    Optional<Gap> unreadable = tables.gaps().stream().findFirst();
    return unreadable.map(model::with).orElseGet(() -> mapped.get(0));
  }

  private PageModel readable(PageRun run, PageModel model, int bytes) {
    SampledLayers sampled = SampledLayers.of(store, run.id(), model.id());
    int points = points(bytes, sampled.layers().length);
    if (points < FEWEST_POINTS) {
      return model.with(Gap.of("map.size", model.id()));
    }
    long seed = ((Number) model.facts().getOrDefault("seed", 1L)).longValue();
    return new StateMapJob(spark, store, seed)
        .run(
            run.id(),
            model.id(),
            new StateMapJob.Wanted(
                sampled.pooling(), sampled.layers(), run.prompts().ids(), points))
        .map(map -> model.with(sampled.pooling(), map))
        .orElseGet(() -> model.with(Gap.of("map.few", model.id())));
  }
}
