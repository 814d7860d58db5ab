package io.stateprint.jobs.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What alignment changed. */
@Command(
    name = "align",
    mixinStandardHelpOptions = true,
    description =
        "What alignment changed between a base model and its instruct model: weights, and template.",
    footer = {
      "",
      "Example: stateprint align hf://OWNER/BASE hf://OWNER/INSTRUCT",
      "Document frames for the plain format: --conf conf/frames.en.conf"
    })
final class AlignCommand implements Callable<Integer> {
  private static final String KINDS = "An id of a configured model, or a location.";

  @ParentCommand private @Nullable Commands parent;
  @Mixin private Shared shared = new Shared();

  @Parameters(index = "0", paramLabel = "BASE", description = KINDS)
  private String base = "";

  @Parameters(index = "1", paramLabel = "INSTRUCT", description = KINDS)
  private String instruct = "";

  @Override
  public Integer call() {
    return Objects.requireNonNull(parent)
        .answer(
            shared,
            jobs ->
                jobs.align(
                    shared.settings(
                        List.of(Shared.home().resolve("conf/bank.en.conf")),
                        List.of(base, instruct))));
  }
}
