package io.stateprint.jobs.cli;

import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What system prompts do to models. */
@Command(
    name = "system-prompt",
    mixinStandardHelpOptions = true,
    description = "Effect and depth of system prompts against placebos, for each style.",
    footer = {
      "",
      "Example: stateprint system-prompt sample:smollm2-135m",
      "Example: stateprint system-prompt hf://OWNER/NAME --system my-prompt.txt"
    })
final class SystemPromptCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Commands parent;
  @Mixin private Shared shared = new Shared();

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..*",
      description = "Ids of configured models, or locations; without any, all that are configured.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--system",
      paramLabel = "FILE",
      description =
          "Your own system prompts in the place of the bank's: JSONL with id and text, or a .txt"
              + " file that is one prompt.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    String[] own =
        file == null
            ? new String[0]
            : new String[] {
              "sweep.system-prompts.files=[%s]"
                  .formatted(ConfigUtil.quoteString(file.toAbsolutePath().toString()))
            };
    return java.util.Objects.requireNonNull(parent)
        .answer(
            shared,
            jobs ->
                jobs.systemPrompt(
                    shared.settings(
                        List.of(Shared.home().resolve("conf/bank.en.conf")), models, own)));
  }
}
