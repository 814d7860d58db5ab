package io.stateprint.report;

import io.stateprint.drift.ModelWatch;
import io.stateprint.drift.SeriesPower;
import io.stateprint.drift.SeriesWatch;

/** The part of the page on a series of runs. */
final class DriftSeries {
  private final DriftLines lines;

  DriftSeries(DriftLines lines) {
    this.lines = lines;
  }

  void add(ModelWatch watch) {
    SeriesWatch series = watch.series();
    if (series == null) {
      return;
    }
    lines.blank();
    lines.line("series", lines.number(100 * SeriesWatch.ALPHA, 0));
    if (!series.why().isEmpty()) {
      lines.indented("series.none", lines.reason(series.why()));
      return;
    }
    lines.indented("series.head", lines.number(1 / SeriesWatch.ALPHA, 0));
    for (SeriesWatch.Look look : series.looks()) {
      lines.raw(
          "  %-28s %9s  %8s  %12s  %s"
              .formatted(
                  look.run(),
                  lines.number(look.score(), 3),
                  lines.number(look.z(), 2),
                  lines.small(Math.exp(look.evidence())),
                  look.same().isEmpty() ? "" : lines.say("series.same", look.same())));
    }
    lines.indented(series.raised() ? "series.alarm" : "series.quiet", series.alarm());
    for (SeriesPower power : series.power()) {
      lines.indented(
          power.shift() == 0 ? "series.false" : "series.power",
          lines.number(power.shift(), 0),
          Integer.toString(SeriesWatch.PLANNED),
          lines.number(100 * power.alarms(), 1),
          lines.number(power.delay(), 0));
    }
    lines.indented("series.lasting");
  }
}
