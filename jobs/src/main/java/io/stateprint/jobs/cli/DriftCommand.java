package io.stateprint.jobs.cli;

import io.stateprint.jobs.drift.DriftRequest;
import io.stateprint.sampling.Pooling;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command {@code drift}. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Prompts, layers and styles that moved between two runs of a store; exit code 3 on alarm.",
      "The reference needs 20 replicates: sample it with sweep.replicates.count = 20."
    },
    footer = {
      "",
      "Example: stateprint drift --set sweep.store=runs --reference first --current nightly"
    })
final class DriftCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Commands parent;
  @Spec private @Nullable CommandSpec spec;
  @Mixin private Shared shared = new Shared();

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "RUN",
      description = "Run that was repeated.")
  private String reference = "";

  @Option(
      names = "--current",
      paramLabel = "RUN",
      description = "Run that is held against it; without it the last one of --series.")
  private @Nullable String current;

  @Option(
      names = "--series",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "RUN,RUN,...",
      description = "Watches a series: these runs in their order, or every later run in the store.")
  private @Nullable String series;

  @Option(names = "--model", paramLabel = "ID", description = "One model of those in both runs.")
  private @Nullable String model;

  @Option(
      names = "--pooling",
      paramLabel = "NAME",
      defaultValue = "last",
      description = "last or user (default: ${DEFAULT-VALUE}).")
  private String pooling = "last";

  @Override
  public Integer call() {
    if (current == null && series == null) {
      throw wrong("Name a run with --current, or a series with --series");
    }
    if (Arrays.stream(Pooling.values()).noneMatch(known -> known.id().equals(pooling))) {
      throw wrong("--pooling = %s is not known; choose last or user".formatted(pooling));
    }
    List<String> looks =
        series == null || series.isBlank()
            ? List.of()
            : Arrays.stream(series.split(",", -1)).map(String::strip).toList();
    DriftRequest request =
        new DriftRequest(
            reference,
            Optional.ofNullable(current),
            series != null,
            looks,
            Optional.ofNullable(model),
            pooling);
    return java.util.Objects.requireNonNull(parent)
        .answer(shared, jobs -> jobs.drift(shared.settingsWithoutModels(), request));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), message);
  }
}
