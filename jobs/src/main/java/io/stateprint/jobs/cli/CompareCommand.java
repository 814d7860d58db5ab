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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Two models on the same prompts. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Two models on the same prompts: what tells them apart, in percent of each one's own range.",
      "What is not in the store yet is sampled first: the whole English bank, unless files say"
          + " otherwise."
    },
    footer = {
      "",
      "Example: stateprint compare sample:smollm2-135m sample:gemma3-270m",
      "Example: stateprint compare A B --conf my.conf --prompts my-prompts.jsonl"
    })
final class CompareCommand implements Callable<Integer> {
  private static final String MODEL = "An id of a configured model, or a location as in inspect.";

  @ParentCommand private @Nullable Commands parent;
  @Mixin private Shared shared = new Shared();

  @Parameters(index = "0", paramLabel = "A", description = MODEL)
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = MODEL)
  private String second = "";

  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      description =
          "Prompts of your own instead of the bank's (JSONL, id and text); may be given several"
              + " times.")
  private List<Path> prompts = new ArrayList<>();

  @Option(
      names = "--pooling",
      paramLabel = "NAME",
      description = "Which states are compared: last (the default) or user.")
  private String pooling = "last";

  @Override
  public Integer call() {
    return Objects.requireNonNull(parent)
        .answer(
            shared,
            jobs ->
                jobs.compare(
                    shared.settings(files(), List.of(first, second), assignments()), pooling));
  }

  /** The sample models' own configuration says which of them has no chat template. */
  private List<Path> files() {
    Path conf = Shared.home().resolve("conf");
    List<Path> files =
        new ArrayList<>(List.of(conf.resolve("demo.conf"), conf.resolve("bank.en.conf")));
    if (!prompts.isEmpty()) {
      files.add(conf.resolve("own-prompts.conf"));
    }
    return files;
  }

  private String[] assignments() {
    if (prompts.isEmpty()) {
      return new String[0];
    }
    List<String> names =
        prompts.stream().map(file -> ConfigUtil.quoteString(file.toString())).toList();
    return new String[] {"sweep.prompts=[" + String.join(",", names) + "]"};
  }
}
