package io.stateprint.jobs.cli;

import io.stateprint.storage.NearMisses;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said of a command line that cannot be understood: what is wrong with it, what was
 * probably meant, and where the help is.
 *
 * @param paint of the message
 */
record Mistakes(Paint paint) implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    CommandSpec spec = command.getCommandSpec();
    PrintWriter err = command.getErr();
    err.println(paint.error(message(mistake, arguments)));
    err.printf(
        "%s --help shows %s%n",
        spec.qualifiedName(),
        spec.parent() == null ? "the commands" : "its options, with an example");
    return spec.exitCodeOnInvalidInput();
  }

  private static String message(ParameterException mistake, String[] arguments) {
    CommandSpec spec = mistake.getCommandLine().getCommandSpec();
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return unknown(spec, unmatched.getUnmatched().get(0));
    }
    String told = String.valueOf(mistake.getMessage());
    if (mistake instanceof MissingParameterException) {
      // A required option that was mistyped is missing, and unknown too: the second helps more.
      return mistyped(spec, arguments).map(option -> unknown(spec, option)).orElse(told);
    }
    return told;
  }

  private static Optional<String> mistyped(CommandSpec spec, String[] arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith("--"))
        .filter(argument -> !spec.optionsMap().containsKey(name(argument)))
        .findFirst();
  }

  private static String unknown(CommandSpec spec, String argument) {
    if (argument.startsWith("-")) {
      return "Unknown option %s%s".formatted(argument, option(spec, name(argument)));
    }
    if (!spec.subcommands().isEmpty()) {
      return "There is no command %s%s"
          .formatted(argument, meant(argument, spec.subcommands().keySet()));
    }
    return "%s takes no further argument: %s%s"
        .formatted(spec.qualifiedName(), argument, isKey(argument) ? "; keys follow --set" : "");
  }

  private static String option(CommandSpec spec, String name) {
    boolean ofCommands =
        spec.subcommands().values().stream()
            .anyMatch(command -> command.getCommandSpec().optionsMap().containsKey(name));
    return ofCommands ? "; it stands after the command" : meant(name, spec.optionsMap().keySet());
  }

  /** Empty where nothing is near. */
  private static String meant(String wanted, Collection<String> names) {
    List<String> near =
        NearMisses.of(wanted, names).stream()
            .filter(name -> NearMisses.edits(wanted, name) <= Math.max(2, wanted.length() / 3))
            .toList();
    return near.isEmpty() ? "" : "; did you mean %s?".formatted(near.get(0));
  }

  private static boolean isKey(String argument) {
    return argument.matches("[a-z][a-z0-9.-]*=.*");
  }

  /** Of an option, without its value. */
  private static String name(String argument) {
    int value = argument.indexOf('=');
    return value < 0 ? argument : argument.substring(0, value);
  }
}
