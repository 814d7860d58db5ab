package io.stateprint.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedSettingsTest extends SettingsCase {
  @Test
  void namesEveryProblemAtOnceWithFileAndLine() throws IOException {
    Path file =
        file(
            """
            sweep {
              seeds = 3
              sampling { layers = "each 8", pooling = [first] }
              models = [{ id = "a b", checkpiont = x }]
              prompts = ["no/such.jsonl"]
            }
            reprot { language = en }
            memory.chunk-tokens = many
            """);
    SettingsException thrown =
        catchThrowableOfType(
            SettingsException.class, () -> load(List.of(file), "sweep.precision=float12"));

    assertThat(thrown.problems())
        .extracting(Problem::toString)
        .anyMatch(at(file, 2, "unknown key sweep.seeds; did you mean sweep.seed?"))
        .anyMatch(at(file, 3, "sweep.sampling.layers = each 8 is not known"))
        .anyMatch(
            at(file, 3, "sweep.sampling.pooling = first is not known; choose among last, user"))
        .anyMatch(
            at(file, 4, "sweep.models[0].checkpiont; did you mean sweep.models[0].checkpoint?"))
        .anyMatch(at(file, 4, "sweep.models[0].id = \"a b\" cannot be a folder's name"))
        .anyMatch(at(file, 4, "sweep.models[0].checkpoint is missing"))
        .anyMatch(at(file, 5, "names no/such.jsonl, and there is no such file"))
        .anyMatch(at(file, 7, "unknown key reprot; did you mean report?"))
        .anyMatch(at(file, 8, "memory.chunk-tokens = \"many\" is of the wrong kind"))
        .anyMatch(line -> line.startsWith("--set sweep.precision=float12: sweep.precision"))
        .hasSize(10);
    assertThat(thrown).hasMessageStartingWith("Cannot use the configuration: 10 problems");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep.models=[]                     | names no model",
        "sweep.models=tiny                   | a list of { id = ..., checkpoint = ... } is needed",
        "sweep.models=[{id=a,checkpoint=b},7]| sweep.models[1] = 7 is of the wrong kind; { id ="
            + " ...",
        "sweep.store={a=1}                   | sweep.store = {\"a\":1} is of the wrong kind; a"
            + " text",
        "sweep.seed=1.5                      | sweep.seed = 1.5 is of the wrong kind; a whole"
            + " number",
        "sweep.run-id=a/b                    | cannot be a folder's name",
        "sweep.store=gs://bucket/x           | is of a kind that is not known; name a directory, or an s3a://",
        "sweep.store=s3://bucket/x           | is spelled s3a://bucket/x here",
        "sweep.store=s3a:///x                | names no bucket; write s3a://BUCKET/KEY",
        "sweep.models=[{id=a,checkpoint=\"s3n://b/m\"}] | is spelled s3a://b/m here",
        "sweep.models=[{id=a,checkpoint=\"gs://b/m\"}] | is of a kind that is not known",
        "s3.endpoint=http://s3.example.org   | is not encrypted; use https://, or set s3.tls = false",
        "s3.endpoint=ftp://s3.example.org    | an address such as https://s3.example.org is needed",
        "s3.endpoint=https://h/bucket        | an address such as https://s3.example.org is needed",
        "s3.region=EU West                   | is no region",
        "sweep.store=out[1]                  | does not take for a plain folder",
        "sweep.store=out*                    | does not take for a plain folder",
        "sweep.store=a:b                     | does not take for a plain folder",
        "sweep.conditions=[\"+empathy\"]     | lacks default",
        "sweep.models=[{id=a,checkpoint=d,format=plain,system=s}] | has no place in format = plain",
        "sweep.shards=0                      | out of range",
        "sweep.sampling.tokens=true          | is not part of this version",
        "sweep.sampling.layers=[-1]          | does not name blocks",
        "sweep.sampling.layers=[]            | does not name blocks",
        "sweep.sampling.layers=every 0       | is not known",
        "sweep.sampling.pooling=[]           | is empty; one or more are needed",
        "sweep.sampling=all                  | it is a section",
        "sweep.conditions=[\"+empaty\"]      | did you mean +empathy?",
        "sweep.partitions=0                  | is out of range",
        "sweep.calibration=[no/such.jsonl]   | names no/such.jsonl, and there is no such file",
        "sweep.framings=[{a=1}]              | is of the wrong kind; a list of texts",
        "sweep.system-prompts.files=none     | names none, and there is no such file",
        "sweep.system-prompts.prompts=0      | is out of range",
        "sweep.controls.prompts=many         | is of the wrong kind; a whole number",
        "sweep.controls.nonsense=perhaps     | true or false is needed",
        "sweep.controls.wordings=[2]         | sweep.conditions has none; set it to all",
        "sweep.controls.doses=[weak]         | sweep.conditions has none; set it to all",
        "sweep.conditions=[default,\"+empathy/w2\"] | names +empathy/w2, a control; ask for it"
            + " with",
        "sweep.further-conditions=some       | is not known; choose default or all",
        "sweep.controls.wording=[2]          | did you mean sweep.controls.wordings?",
        "memory.chunk-tokens=-5              | is out of range",
        "template.date=yesterday             | template.date",
        "template.limit=0s                   | is not above zero",
        "report.language=fr                  | choose en or ru",
        "sampling.layers=all                 | unknown key sampling; did you mean sweep.sampling?",
        "language=en                         | unknown key language; did you mean report.language?",
        "sweep                               | key=value is needed",
        "sweep.store={                       | is not HOCON",
      })
  void refusesWhatCannotBeUsed(String assignment, String sentence) {
    String[] assignments =
        assignment.startsWith("sweep.models") ? new String[] {assignment} : both(assignment);

    assertThatThrownBy(() -> set(assignments))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("1 problem")
        .hasMessageContaining("--set " + assignment)
        .hasMessageContaining(sentence);
  }

  @Test
  void controlsAreOfConditionsThatTheBankHas() {
    assertThatThrownBy(() -> set(MODEL, "sweep.conditions=all", "sweep.controls.wordings=[1]"))
        .hasMessageContaining("names 1; wordings from 2 on are controls");
    assertThatThrownBy(() -> set(MODEL, "sweep.conditions=all", "sweep.controls.doses=[plain]"))
        .hasMessageContaining("names plain; choose among weak, strong");
  }

  @Test
  void cutsALongValueAndStaysOnOneLine() throws IOException {
    Path file = file("sweep.seed = [\n" + "1,\n".repeat(200) + "]");

    assertThatThrownBy(() -> load(List.of(file), MODEL))
        .hasMessageContaining("sweep.seed = [1,1,")
        .hasMessageContaining("1... is of the wrong kind")
        .message()
        .hasLineCount(2);
  }

  @Test
  void refusesTwoModelsOfOneId() {
    assertThatThrownBy(() -> set("sweep.models=[{id=a,checkpoint=x},{id=a,checkpoint=y}]"))
        .hasMessageContaining("two of id a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sweep { seed = 1", "sweep = {{", "a : b : c"})
  void namesTheLineOfWhatIsNotHocon(String text) throws IOException {
    Path file = file("# first line\n" + text);

    assertThatThrownBy(() -> load(List.of(file), MODEL))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + ":2: is not HOCON");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> load(List.of(folder.resolve("none.conf")), MODEL))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("none.conf")
        .hasMessageContaining("no such file");
  }

  @Test
  void aProblemRepeatsNoSecret() throws IOException {
    Path file =
        file(
            """
            spark.conf {
              "spark.hadoop.fs.s3a.secret.key" = "hush" hush]
            }
            """);
    String key = "spark.conf.\"spark.hadoop.fs.s3a.secret.key\"";

    for (SettingsException thrown :
        List.of(
            catchThrowableOfType(SettingsException.class, () -> load(List.of(file), MODEL)),
            catchThrowableOfType(SettingsException.class, () -> set(MODEL, key + "=[hush}")),
            catchThrowableOfType(
                SettingsException.class, () -> set(MODEL, "sweep.store=s3a://x:hush@b/s")),
            catchThrowableOfType(
                SettingsException.class, () -> set(MODEL, "s3.endpoint=https://x:hush@h")))) {
      assertThat(thrown).hasMessageContaining("1 problem");
      assertThat(thrown.getMessage()).doesNotContain("hush");
    }
  }

  private static Predicate<String> at(Path file, int line, String sentence) {
    return text -> text.startsWith(file + ":" + line + ": ") && text.contains(sentence);
  }

  private static String[] both(String assignment) {
    return new String[] {MODEL, assignment};
  }
}
