package io.stateprint.jobs.drift;

import io.stateprint.drift.SeriesWatch;
import io.stateprint.jobs.tables.SeriesRow;
import java.util.List;
import java.util.stream.IntStream;

/** A series that was watched, as rows of its table: one a look, in their order. */
final class SeriesRows {
  private SeriesRows() {}

  static List<SeriesRow> of(String reference, String pooling, SeriesWatch series) {
    List<SeriesWatch.Look> looks = series.looks();
    return IntStream.range(0, looks.size())
        .mapToObj(
            place -> {
              SeriesWatch.Look look = looks.get(place);
              return new SeriesRow(
                  reference,
                  place,
                  look.run(),
                  pooling,
                  look.score(),
                  look.z(),
                  look.evidence(),
                  look.same(),
                  look.run().equals(series.alarm()),
                  1 / SeriesWatch.ALPHA,
                  series.why());
            })
        .toList();
  }
}
