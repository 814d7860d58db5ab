package io.stateprint.jobs.cli;

import io.stateprint.jobs.settings.Settings;
import io.stateprint.report.ExternalReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * Published findings about a model beside ours. The exit code is 1 where a check failed, as scripts
 * expect of a test; what cannot be run here fails nothing.
 */
@Command(
    name = "verify-external",
    mixinStandardHelpOptions = true,
    description = {
      "Published findings about a known model beside what its states show here.",
      "Exit code 1: a check failed. 0: none did; what cannot be run here says why."
    },
    footer = {"", "Example: stateprint verify-external hf://openai-community/gpt2"})
final class VerifyExternalCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Commands parent;
  @Mixin private Shared shared = new Shared();

  @Parameters(
      paramLabel = "MODEL",
      description = "The id of a configured model, or where one lies, as in inspect.")
  private String model = "";

  @Option(
      names = "--harmful",
      paramLabel = "FILE",
      description = "Prompts that a model should refuse, {\"id\": ..., \"text\": ...} a line (E7).")
  private @Nullable Path harmful;

  @Option(
      names = "--harmless",
      paramLabel = "FILE",
      description = "Prompts that it should answer, likewise (E7).")
  private @Nullable Path harmless;

  private boolean failed;

  @Override
  public Integer call() {
    Objects.requireNonNull(parent).answer(shared, this::answer);
    return failed ? 1 : 0;
  }

  private Answer answer(Jobs jobs) {
    ExternalTexts texts =
        new ExternalTexts(Optional.ofNullable(harmful), Optional.ofNullable(harmless));
    Settings settings =
        shared.settings(List.of(Shared.home().resolve("conf/demo.conf")), List.of(model));
    ExternalReport report = jobs.verifyExternal(settings, texts);
    failed = report.failed();
    return new Answer(report.text(settings.language()), report.json());
  }
}
