package io.stateprint.jobs.cli;

import io.stateprint.choice.TaskProfile;
import io.stateprint.choice.TaskProfiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Ranks models for a task. */
@Command(
    name = "choose",
    mixinStandardHelpOptions = true,
    description = {
      "Which models fit a task: fits with intervals, and the models that the data cannot tell"
          + " apart.",
      "Models that are not in the store yet are sampled with the whole English bank."
    },
    footer = {
      "",
      "Example: stateprint choose --profile support --conf sweep.conf",
      "         stateprint choose --profile my-profile.json --conf sweep.conf MODEL MODEL"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls
final class ChooseCommand implements Callable<Integer> {
  @ParentCommand private Commands parent;
  @Mixin private Shared shared;

  @Option(
      names = "--profile",
      required = true,
      paramLabel = "PROFILE",
      description = "support, creative, analytics, or a JSON file of your own.")
  private String profile;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..*",
      description = "Ids of configured models, or locations; all that are configured by default.")
  private List<String> models = new ArrayList<>();

  @Override
  public Integer call() {
    Path bank = Shared.home().resolve("conf/bank.en.conf");
    return parent.answer(
        shared,
        jobs -> {
          TaskProfile read = TaskProfiles.of(profile);
          return jobs.choose(shared.settings(List.of(bank), models), read);
        });
  }
}
