package io.stateprint.jobs.cli;

import io.stateprint.jobs.progress.Progress;
import io.stateprint.storage.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands; each asks the jobs, and prints their answer. */
@Command(
    name = "stateprint",
    mixinStandardHelpOptions = true,
    version = "stateprint 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures the personality of open-weight language models from hidden states.",
    subcommands = {
      CompareCommand.class,
      AlignCommand.class,
      SystemPromptCommand.class,
      ChooseCommand.class,
      DriftCommand.class,
      NightlyCommand.class,
      ReportCommand.class,
      VerifyExternalCommand.class,
      CompletionCommand.class
    },
    footer = {"", "First steps: stateprint demo"})
final class Commands implements Runnable {
  private static final int DRIFTED = 3;

  private static final String GHOSTS =
      "One of llama-3.3-70b, deepseek-v3, yi-34b, qwen2.5-72b, mistral-nemo-12b.";

  private final Function<Progress, Jobs> wiring;
  private final Screen answers;
  private final Screen errors;
  @Spec private CommandSpec spec;

  /**
   * Makes the commands.
   *
   * @param wiring of the jobs
   * @param answers what standard output leads to
   * @param errors what standard error leads to
   */
  Commands(Function<Progress, Jobs> wiring, Screen answers, Screen errors) {
    this.wiring = wiring;
    this.answers = answers;
    this.errors = errors;
    this.spec = CommandSpec.create();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command; --help lists them");
  }

  @Command(
      name = "demo",
      mixinStandardHelpOptions = true,
      description =
          "Profiles the two sample models on the 100 English prompts, with nothing configured.",
      footer = {"", "Example: stateprint demo"})
  int demo(@Mixin Shared shared) {
    Path conf = Shared.home().resolve("conf/demo.conf");
    return answer(shared, jobs -> jobs.demo(shared.settings(List.of(conf))));
  }

  @Command(
      name = "inspect",
      mixinStandardHelpOptions = true,
      description = "Architecture, sizes, formats, tokenizer, template; supported, or why not.",
      footer = {"", "Example: stateprint inspect hf://OWNER/NAME"})
  int inspect(
      @Mixin Shared shared,
      @Parameters(
              paramLabel = "MODEL",
              description =
                  "A folder, a .gguf file, s3a://BUCKET/KEY, hf://OWNER/NAME, or"
                      + " sample:smollm2-135m, sample:gemma3-270m.")
          String model) {
    return answer(shared, jobs -> jobs.inspect(shared.settingsWithoutModels(), model));
  }

  @Command(
      name = "plan",
      mixinStandardHelpOptions = true,
      description = "What a sweep would read, hold and write; reads headers only.",
      footer = {"", "Example: stateprint plan --conf sweep.conf"})
  int plan(@Mixin Shared shared) {
    return answer(shared, jobs -> jobs.plan(shared.settings(List.of())));
  }

  @Command(
      name = "sample",
      mixinStandardHelpOptions = true,
      description = "Job 1: samples hidden states into the store.",
      footer = {"", "Example: stateprint sample --conf sweep.conf --set sweep.run-id=nightly"})
  int sample(@Mixin Shared shared) {
    return answer(shared, jobs -> jobs.sample(shared.settings(List.of())));
  }

  @Command(
      name = "profile",
      mixinStandardHelpOptions = true,
      description = "Job 2: measures the states of a run.",
      footer = {"", "Example: stateprint profile --conf sweep.conf --set sweep.run-id=nightly"})
  int profile(@Mixin Shared shared) {
    return answer(shared, jobs -> jobs.profile(shared.settings(List.of())));
  }

  @Command(
      name = "sweep",
      mixinStandardHelpOptions = true,
      description = "sample, then profile, then report.",
      footer = {"", "Example: stateprint sweep --conf sweep.conf"})
  int sweep(@Mixin Shared shared) {
    return answer(shared, jobs -> jobs.sweep(shared.settings(List.of())));
  }

  @Command(
      name = "bench",
      mixinStandardHelpOptions = true,
      description =
          "Bytes, memory and time of job 1 on a checkpoint of a published model's true size; its"
              + " values are zeros that take no room.",
      footer = {"", "Example: stateprint bench --ghost llama-3.3-70b --prompts 2"})
  int bench(
      @Mixin Shared shared,
      @Option(names = "--ghost", required = true, paramLabel = "NAME", description = GHOSTS)
          String ghost,
      @Option(
              names = "--prompts",
              paramLabel = "N",
              defaultValue = "2",
              description = "Prompts of the bank to carry through (default: ${DEFAULT-VALUE}).")
          int prompts,
      @Option(
              names = "--dir",
              paramLabel = "DIR",
              defaultValue = ".",
              description = "Where the sparse files go, on a file system that keeps holes.")
          Path directory) {
    return answer(
        shared,
        jobs ->
            jobs.bench(
                shared.settings(
                    List.of(), "sweep.models=[{id=" + ghost + ",checkpoint=" + ghost + "}]"),
                new Jobs.GhostRun(ghost, prompts, directory)));
  }

  /**
   * Asks the jobs and prints what they answer. The exit code is 0, or 3 where a run drifted: an
   * alarm stands whether or not another model failed, which standard error says then.
   */
  int answer(Shared shared, Function<Jobs, Answer> question) {
    Progress progress =
        shared.quiet ? Progress.silent(System.err) : Progress.on(System.err, errors.columns());
    Answer answer = question.apply(wiring.apply(progress));
    spec.commandLine().getOut().println(shared.json ? answer.json() : page(answer.text()));
    spec.commandLine().getOut().flush();
    if (answer.failures().isEmpty()) {
      return answer.drift() ? DRIFTED : 0;
    }
    String failed =
        "Cannot answer for %d of the models, the others are above: %s"
            .formatted(answer.failures().size(), String.join("; ", answer.failures()));
    if (!answer.drift()) {
      throw new InputException(failed);
    }
    spec.commandLine().getErr().println(failed);
    return DRIFTED;
  }

  /** What a person reads: on a terminal as wide as that, with its judgements in colour. */
  private String page(String text) {
    Paint paint = new Paint(answers.colours());
    return answers.isTerminal()
        ? paint.page(text, new Fitted(answers.width())::page)
        : paint.page(text);
  }
}
