package io.stateprint.jobs.cli;

import io.stateprint.jobs.drift.DriftRequest;
import io.stateprint.jobs.settings.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command {@code nightly}. */
@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    description = {
      "sample, then drift of that run, in one session of Spark; exit code 3 on alarm.",
      "On alarm alert.webhook is told. The same run id resumes a night that was cut off."
    },
    footer = {
      "",
      "Example: stateprint nightly --conf my.conf --set sweep.run-id=2026-11-24 --reference first"
    })
final class NightlyCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Commands parent;
  @Mixin private Shared shared = new Shared();

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "RUN",
      description = "Run with replicates that the night's run is held against.")
  private String reference = "";

  @Option(
      names = "--series",
      description = "Watches all runs since the reference as one series, tonight's the last.")
  private boolean series;

  @Override
  public Integer call() {
    return Objects.requireNonNull(parent)
        .answer(
            shared,
            jobs -> {
              Settings settings = shared.settings(List.of());
              return jobs.nightly(
                  settings,
                  new DriftRequest(
                      reference,
                      Optional.of(settings.runId()),
                      series,
                      List.of(),
                      Optional.empty(),
                      "last"));
            });
  }
}
