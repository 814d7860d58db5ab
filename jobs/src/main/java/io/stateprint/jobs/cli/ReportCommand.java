package io.stateprint.jobs.cli;

import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The page of HTML. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "One page of HTML on the runs of a store: opens from disk, asks nothing of a network.",
      "What stands in no table (comparisons, choice, alignment, system prompts, maps) is computed"
          + " from the states, as compare, choose, align and system-prompt do."
    },
    footer = {
      "",
      "Example: stateprint report --store runs --out report.html",
      "         stateprint report --store runs --run nightly --no-states"
    })
final class ReportCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Commands parent;
  @Mixin private Shared shared = new Shared();

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Where the tables are; sweep.store of the configuration by default.")
  private @Nullable String store;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "File to write (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("report.html");

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "A run to show; may be given several times. The newest ones by default.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--no-states",
      description = "Only what the tables hold: quicker, and the rest is named as missing.")
  private boolean tablesOnly;

  @Override
  public Integer call() {
    ReportRequest request = new ReportRequest(out, List.copyOf(runs), !tablesOnly);
    return Objects.requireNonNull(parent)
        .answer(shared, jobs -> jobs.report(shared.settingsWithoutModels(assignments()), request));
  }

  private String[] assignments() {
    return store == null
        ? new String[0]
        : new String[] {"sweep.store=" + ConfigUtil.quoteString(store)};
  }
}
