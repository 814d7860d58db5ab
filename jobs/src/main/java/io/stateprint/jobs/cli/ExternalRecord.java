package io.stateprint.jobs.cli;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.external.ExternalResult;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.tables.ExternalRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.report.ExternalReport;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * Leaves what was compared in the store, where scores of the same weights find it: a failed check
 * keeps all numbers of a model from grade A.
 *
 * @param settings with the store and the model
 * @param progress is told of a download
 * @param clock for the time of the row
 */
record ExternalRecord(Settings settings, Progress progress, Clock clock) {

  /** Writes the rows of a model, in place of earlier ones; none where nothing was compared. */
  void write(ExternalReport report) {
    boolean compared =
        report.results().stream().anyMatch(r -> r.verdict() != ExternalResult.Verdict.NOT_RUN);
    if (!compared) {
      return;
    }
    String source = settings.models().get(0).checkpoint();
    String weights = fingerprint(source);
    List<ExternalRow> rows = report.results().stream().map(one -> row(one, source)).toList();
    try (Session session = Session.open(settings)) {
      Store store = Store.at(session.spark(), settings.store());
      store.requireWritable();
      store.delete(Table.EXTERNAL, ExternalRow.RUN, weights);
      store.write(
          Table.EXTERNAL, Table.EXTERNAL.rows(session.spark(), rows), ExternalRow.RUN, weights);
    }
  }

  private String fingerprint(String source) {
    String location = Sources.fetch(source, progress).toString();
    try (Checkpoint checkpoint = Checkpoints.open(location)) {
      return checkpoint.fingerprint();
    }
  }

  private ExternalRow row(ExternalResult result, String source) {
    return new ExternalRow(
        result.id(),
        result.model(),
        result.expected(),
        result.got(),
        result.verdict().name().toLowerCase(Locale.ROOT),
        source,
        clock.instant().toString());
  }
}
