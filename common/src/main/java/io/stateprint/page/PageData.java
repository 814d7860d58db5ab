package io.stateprint.page;

import java.util.List;

/**
 * All that a page shows.
 *
 * @param version of the program
 * @param made UTC time, ISO 8601
 * @param store where the tables are
 * @param language that the page opens in, {@code en} or {@code ru}
 * @param runs newest first
 * @param drift verdicts of the whole store, by time
 * @param series the newest one of each model that was watched
 * @param gaps what is missing of the store
 */
public record PageData(
    String version,
    String made,
    String store,
    String language,
    List<PageRun> runs,
    List<PageDrift> drift,
    List<PageSeries> series,
    List<Gap> gaps) {}
