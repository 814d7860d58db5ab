package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What makes the commands pleasant: help, hints, and colours where somebody sees them. */
class PleasantTest extends CommandCase {
  private static final Screen COLOURED = new Screen(true, 80);
  private static final String ESCAPE = "\u001b[";

  static Stream<CommandSpec> commands() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Main.Streams streams = new Main.Streams(nowhere, nowhere, Screen.NONE, Screen.NONE);
    return Main.line(streams, Wiring::jobs).getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsDescribedWithAnExampleAndTheOptionsOfAll(CommandSpec command) {
    String help = command.commandLine().getUsageMessage();

    assertThat(command.usageMessage().description()).isNotEmpty().doesNotContain("");
    assertThat(Arrays.asList(command.usageMessage().footer()))
        .anyMatch(
            line -> line.contains("stateprint " + command.name()) || line.contains("<(stateprint"))
        .anyMatch(line -> line.startsWith("Example: "));
    assertThat(command.optionsMap()).containsKeys("--help");
    assertThat(command.options())
        .filteredOn(option -> !option.usageHelp() && !option.versionHelp())
        .allMatch(option -> option.description().length > 0);
    assertThat(command.positionalParameters()).allMatch(one -> one.description().length > 0);
    if (!Set.of("completion").contains(command.name())) {
      assertThat(command.optionsMap())
          .containsKeys("--json", "--quiet", "--debug", "--conf", "--set");
    }
    assertThat(help.lines()).allMatch(line -> line.length() <= 120);
  }

  @ParameterizedTest
  @CsvSource({
    "sweeep,                      There is no command sweeep; did you mean sweep?",
    "compar a b,                  There is no command compar; did you mean compare?",
    "report --jsn,                Unknown option --jsn; did you mean --json?",
    "report --stor=runs,          Unknown option --stor=runs; did you mean --store?",
    "drift --refrence first,      Unknown option --refrence; did you mean --reference?",
    "choose --profle support,     Unknown option --profle; did you mean --profile?",
    "--json sweep,                Unknown option --json; it stands after the command",
    "sweep sweep.store=out,       stateprint sweep takes no further argument: sweep.store=out; keys follow --set",
    "sweep again,                 stateprint sweep takes no further argument: again",
  })
  void whatWasMistypedIsNamedWithWhatWasMeant(String line, String said) {
    Ran ran = run(line.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith(said + System.lineSeparator()).contains("--help shows");
  }

  @Test
  void aMistypedKeyIsNamedWithTheKeyThatWasMeant() {
    Ran ran = run("sweep", "--set", "sweep.modles=1");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("unknown key sweep.modles; did you mean sweep.models?");
  }

  @Test
  void nothingFarIsSuggested() {
    assertThat(run("frobnicate").err())
        .startsWith("There is no command frobnicate" + System.lineSeparator())
        .contains("stateprint --help shows the commands");
  }

  @Test
  void onlyATerminalSeesColours() {
    String[] wrong = {"inspect", "no/such/model"};
    Ran coloured = runOn(COLOURED, wrong);
    Ran plain = run(wrong);

    assertThat(coloured.err()).startsWith(ESCAPE);
    assertThat(plain.err()).doesNotContain(ESCAPE);
    assertThat(coloured.err().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.err());
    assertThat(runOn(COLOURED, "sweep", "--help").out()).contains(ESCAPE);
    assertThat(run("sweep", "--help").out()).doesNotContain(ESCAPE);
    assertThat(runOn(COLOURED, "inspect", TINY, "--json").out())
        .isEqualTo(run("inspect", TINY, "--json").out());
  }

  @Test
  void whoAsksForNoColourGetsNone() {
    assertThat(Screen.mayColour(null, "xterm")).isTrue();
    assertThat(Screen.mayColour("", "xterm")).isTrue();
    assertThat(Screen.mayColour("1", "xterm")).isFalse();
    assertThat(Screen.mayColour(null, "dumb")).isFalse();
  }

  @Test
  void gradesAndVerdictsAreColoured() {
    Paint paint = new Paint(true);

    assertThat(paint.page("  empathy  46.7  [  43.8,   49.5]      B   7-26"))
        .contains("  \u001b[36mB\u001b[39m");
    assertThat(paint.page("    formality X: V14 RED, correlation with length 0.622"))
        .contains("\u001b[31mX\u001b[39m:", "\u001b[31mRED\u001b[39m");
    assertThat(paint.page("    формальность X: V14 КРАСНАЯ"))
        .contains("\u001b[31mX", "\u001b[31mКРАСНАЯ");
    assertThat(paint.page("  empathy   37.5 [34.3; 40.8] (C)")).endsWith("(\u001b[33mC\u001b[39m)");
    assertThat(paint.page("  got      0.91; pass")).contains("\u001b[32mpass");
    assertThat(paint.page("  получено     0.1; НЕ СОШЛОСЬ")).contains("\u001b[31mНЕ СОШЛОСЬ");
    assertThat(paint.page("L2: THE REPRESENTATION CHANGED. Alarm (exit code 3)."))
        .contains("\u001b[31mL2", "\u001b[31mAlarm");
    for (String sentence :
        List.of("A failed check blocks it.", "Depth X of B: passing", "prepared bypass")) {
      assertThat(paint.page(sentence)).isEqualTo(sentence);
    }
    assertThat(new Paint(false).page("  a  B  RED")).isEqualTo("  a  B  RED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect nothing-here", "report --store nothing-here", "sweep --set x=1"})
  void noStackTraceIsPrintedUnlessAsked(String line) {
    assertThat(run(line.split(" ")).err()).doesNotContain("\tat ", "Exception");
    assertThat(run((line + " --debug").split(" ")).err()).contains("\tat io.stateprint");
  }

  @Test
  void everyOptionOfTheThreeIsSaidTheSameWayEverywhere() {
    assertThat(commands())
        .flatExtracting(CommandSpec::options)
        .filteredOn((OptionSpec option) -> option.longestName().equals("--quiet"))
        .extracting(option -> String.join(" ", option.description()))
        .hasSizeGreaterThan(10)
        .containsOnly("No progress; what you need to know is still said.");
  }
}
